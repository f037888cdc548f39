import { openBrowser, openPhone } from './tests/support/browser.ts';
import { startDemoServer } from './tests/support/running-demo.ts';
const server = await startDemoServer(); const browser = await openBrowser();
const cookie = await server.signIn(({ role, locale }) => role === 'parent' && locale === 'tr');
const paths = process.argv.slice(2).filter(a=>a!=='-v'); const v=process.argv.includes('-v');
async function weigh(path: string) {
  const { context, page, cdp } = await openPhone(browser, server.origin, path.startsWith('~')?'language=tr':cookie);
  const kinds=new Map<string,any>(); const rows:[string,string,number][]=[];
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived',({requestId,type,response})=>kinds.set(requestId,[type,response.url]));
  cdp.on('Network.loadingFinished',({requestId,encodedDataLength})=>{const k=kinds.get(requestId); if(!k||!k[1].startsWith('http')||k[0]==='Font')return; rows.push([k[0],k[1].replace(server.origin,''),encodedDataLength/1000]);});
  await page.goto(server.origin+path.replace('~',''),{waitUntil:'networkidle'});
  const url=page.url().replace(server.origin,''); 
  const js=rows.filter(r=>r[0]==='Script').reduce((a,r)=>a+r[2],0), all=rows.reduce((a,r)=>a+r[2],0);
  console.log(path.padEnd(28), url.slice(0,30).padEnd(31), js.toFixed(1), all.toFixed(1), rows.length);
  if(v) for(const r of rows.sort((a,b)=>b[2]-a[2])) console.log('   ',r[2].toFixed(1),r[0],r[1]);
  const href = path==='/join' ? await page.locator('a[href^="/join/"]').first().getAttribute('href'):null;
  await context.close(); return href;
}
try { for (const p of paths) { const h=await weigh(p); if(h) await weigh(h); } } finally { await browser.close(); await server.stop(); }
