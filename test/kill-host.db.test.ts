import { test } from 'vitest'
import { killHost, people } from './chaos/kill-host.ts'

test(
  `a kill -9 of the host with ${people} people sending loses nothing and doubles nothing`,
  { timeout: 600_000 },
  () => killHost(1),
)
