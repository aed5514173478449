import { test } from 'vitest'
import { killHost, people } from './chaos/kill-host.ts'

test(
  `five kill -9 of the host with ${people} people sending lose nothing and double nothing`,
  { timeout: 600_000 },
  () => killHost(5),
)
