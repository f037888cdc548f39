// The sample files that tests and the demo read: a whole small school, one with 32 defects, and lists of guardians.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type InputName =
	'edexml/vuurvogel.xml' | 'edexml/defects.xml' | 'csv/vuurvogel-ouders.csv' | 'csv/social-schools-style.csv';

export function inputBytes(name: InputName): Uint8Array {
	return new Uint8Array(readFileSync(path.resolve('tests/support/input', name)));
}

export function inputText(name: InputName): string {
	return new TextDecoder().decode(inputBytes(name));
}
