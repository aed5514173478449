/** A debugger that anybody with a signal may open would have the secret and every city's rows. */
const closed = ['--disable-sigusr1']

/**
 * Left to itself V8 lets garbage pile up to four times what lives when the machine is large, and gives none of it back:
 * useless requests of a stranger then weigh like a leak. With these it collects when half as much again has come as
 * lives, in whatever machine; there is no ceiling that honest work could run into.
 */
const frugal = ['--max-semi-space-size=16', '--heap-growing-percent=50']

/** What the host's Node is started with, wherever that is. */
export const hostFlags = [...closed, ...frugal]
