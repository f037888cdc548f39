import { sqliteKit, type Kit } from '../platform/server/database/kit.ts';
import { defineSchema, type Tables } from './schema.ts';

// the one cast of the design: the kit's type-level parity and the parity test stand behind it
export const sqliteTables: Tables = defineSchema(sqliteKit as unknown as Kit);
