// npm run messages: compiles messages/ into src/lib/paraglide, with the same options as the build.
import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from '../build-tools/paraglide.ts';

await compile(paraglideOptions);
