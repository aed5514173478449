import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

/**
 * A stream of so many bytes a second, looked at every second for half a minute. @returns the second in which it was cut
 */
interface Options {
  readonly waits?: () => boolean
  readonly wholeMs?: number
}
function cutAt(
  speed: (second: number) => number,
  { waits = () => true, wholeMs = 600_000 }: Options,
): number | undefined {
  let bytes = 0,
    second = 0,
    cut: number | undefined
  const pace = new Pace({ bytesPerSecond: 1_000, graceMs: 5_000, windowMs: 10_000, wholeMs })
  const stop = pace.watch(
    {
      bytes: () => bytes,
      waits,
      cut: () => {
        cut = second
      },
    },
    0,
  )
  for (second = 1; second <= 60; second++) {
    bytes += speed(second)
    pace.look(second * 1000)
  }
  stop()
  expect(pace.watched).toBe(0)
  return cut
}

const streams: [string, (second: number) => number, Options, number | undefined][] = [
  ['a crawling one after grace and window', () => 1, {}, 15],
  ['a steady slow one never', () => 1_000, {}, undefined],
  ['one that falls asleep, once the window is empty', (second) => (second <= 20 ? 5_000 : 0), {}, 29],
  ['one that hangs for nine seconds never', (second) => (second % 20 < 9 ? 0 : 20_000), {}, undefined],
  ['one that waits for us never', () => 0, { waits: () => false }, undefined],
  ['any after the whole time', () => 1_000_000, { wholeMs: 30_000 }, 31],
]
test.each(streams)('%s', (_, speed, options, expected) => {
  expect(cutAt(speed, options)).toBe(expected)
})
