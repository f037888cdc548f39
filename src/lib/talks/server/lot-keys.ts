import { createHash, randomBytes } from 'node:crypto';
import { keyText } from '../lots.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** A new secret of a draw: 64 hexadecimal digits. Shown to nobody before the draw. */
export const newSeed = (): string => randomBytes(32).toString('hex');

/** What is shown of a seed beforehand, so that it can't be changed any more. */
export const sealOf = (seed: string): string => sha256(seed);

/** The key of one lot. */
export const keyOf = (seed: string, number: number): string => sha256(keyText(seed, number));
