import type { Logger } from 'pino'

/** What the providers of identity log with. */
export type IdentityLogger = Pick<Logger, 'info' | 'warn' | 'error'>
