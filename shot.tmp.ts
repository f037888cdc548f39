import { chromium } from '@playwright/test';
const origin='http://localhost:4000';
const [,,who,...paths]=process.argv;
const opt=Object.fromEntries((process.env.O??'').split(',').filter(Boolean).map(x=>x.split('=')));
const width=Number(opt.width??390);
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-background-networking']});
const c=await b.newContext({viewport:{width,height:width>600?900:844},deviceScaleFactor:Number(opt.scale??1),colorScheme:opt.scheme??'light',serviceWorkers:'block',javaScriptEnabled:opt.js!=='0'});
if(who!=='-'){const people=await (await fetch(origin+'/demo/people.json')).json();const p=people.find(x=>x.name.startsWith(who))??people.find(x=>x.role===who);
const r=await fetch(origin+'/demo/sign-in',{method:'POST',body:new URLSearchParams({person:p.id}),headers:{origin},redirect:'manual'});
for(const k of r.headers.getSetCookie()){const [n,v]=k.split(';')[0].split('=');await c.addCookies([{name:n,value:v,url:origin}]);}}
if(opt.lang) await c.addCookies([{name:'language',value:opt.lang,url:origin}]);
const page=await c.newPage();
page.on('pageerror',e=>console.log('PAGEERROR',e.message));page.on('console',m=>{if(m.type()==='error')console.log('CONSOLE',m.text())});
let i=0;
for(const p of paths){ if(p.startsWith('click:')){await page.locator(p.slice(6)).first().click();await page.waitForLoadState('networkidle');}
 else if(p.startsWith('fill:')){const [s,v]=p.slice(5).split('::');await page.locator(s).fill(v);}
 else {const r=await page.goto(origin+p,{waitUntil:'networkidle'});console.log(p,r?.status(),page.url());}
 if(!p.startsWith('fill:')){const f=`/tmp/lead/${opt.name??'s'}${i++}.png`;await page.screenshot({path:f,fullPage:true});console.log(f, 'overflow', await page.evaluate(()=>document.documentElement.scrollWidth>innerWidth));}}
await b.close();
