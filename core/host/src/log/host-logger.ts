import { AsyncLocalStorage } from 'node:async_hooks'
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino'

const causes = new AsyncLocalStorage<() => object>()

/**
 * From here on every line of the log that this work causes says whose it is.
 *
 * @param ids of the cause, asked for at each line: of a request its city is known only later
 */
export function logsOf<T>(ids: () => object, work: () => T): T {
  return causes.run(ids, work)
}

/** The cause by its ids and nothing else. What a line says itself counts first. */
const ofCause = (): object => causes.getStore()?.() ?? {}

/**
 * A log of lines of JSON, each with the ids of the request it belongs to.
 *
 * @example hostLogger({ level: 'warn' }, pino.destination(1))
 */
export const hostLogger = (options: Pick<LoggerOptions, 'level'>, to?: DestinationStream): Logger =>
  to ? pino({ ...options, mixin: ofCause }, to) : pino({ ...options, mixin: ofCause })
