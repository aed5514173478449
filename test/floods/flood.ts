import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { hostFlags } from '../../bin/host-flags.mjs'

export interface FloodedHost {
  readonly url: string
  readonly pid: number
  /** Everything it wrote. */
  output(): string
  /** Undefined while it lives. */
  exitCode(): number | null
  stop(): Promise<void>
}

/**
 * Starts `flood-host.ts` as the launcher starts the host, or another file that says its address in the same way. @param
 * ownerUrl `inject('postgres')`
 */
export async function startFloodedHost(
  ownerUrl: string,
  file = fileURLToPath(new URL('./flood-host.ts', import.meta.url)),
): Promise<FloodedHost> {
  const child = spawn(process.execPath, [...hostFlags, file, ownerUrl], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output = (output + String(chunk)).slice(-100_000)
    })
  for (let waited = 0; !output.includes('"url"'); waited += 50) {
    if (child.exitCode !== null || waited > 120_000) throw new Error(`the host did not start\n${output}`)
    await sleep(50)
  }
  const line = output.split('\n').find((each) => each.includes('"url"'))!
  return {
    url: (JSON.parse(line) as { url: string }).url,
    pid: child.pid!,
    output: () => output,
    exitCode: () => child.exitCode,
    stop: async () => {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), 20_000)
      await gone
      clearTimeout(force)
    },
  }
}

/** Resident memory of a process, in megabytes. */
export function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

/** User and system time a process has used, in seconds. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** One hostile request, the so-manyth of its kind; gives a word for what came of it, `429` or `cut off`. */
export type Hostile = (nth: number) => Promise<string>

export interface FloodResult {
  readonly sent: number
  /** How often each word came, by kind. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly mb: { readonly before: number; readonly peak: number; readonly after: number }
  readonly control: { readonly asked: number; readonly failed: readonly string[]; readonly slowestMs: number }
  readonly seconds: number
  readonly cpu: number
}

export interface FloodOptions {
  readonly host: FloodedHost
  /** By name; taken by turns. */
  readonly kinds: Readonly<Record<string, Hostile>>
  readonly total: number
  readonly atOnce: number
  /** Somebody else at work all the while: throws when they are not answered. */
  readonly control: () => Promise<void>
}

/**
 * Sends hostile requests from one client, watching the memory of the host and somebody else's work. A few of each kind
 * go first, so that what is made once is not counted.
 */
export async function flood({ host, kinds, total, atOnce, control }: FloodOptions): Promise<FloodResult> {
  const names = Object.keys(kinds)
  const outcomes: Record<string, Record<string, number>> = Object.fromEntries(names.map((name) => [name, {}]))
  const send = async (at: number): Promise<void> => {
    const name = names[at % names.length]!
    const word = await kinds[name]!(Math.floor(at / names.length)).catch(
      (error: unknown) => `error: ${error instanceof Error ? error.message.slice(0, 60) : 'unknown'}`,
    )
    const counts = outcomes[name]!
    counts[word] = (counts[word] ?? 0) + 1
  }
  const run = async (from: number, to: number): Promise<void> => {
    let next = from
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (next < to && host.exitCode() === null) await send(next++)
      }),
    )
  }
  const warm = Math.min(Math.floor(total / 20), 2_000)
  await run(0, warm)
  const before = residentMb(host.pid),
    began = performance.now(),
    cpuBefore = cpuSeconds(host.pid)
  let over = false,
    peak = before,
    asked = 0,
    slowestMs = 0
  const failed: string[] = []
  const watching = (async () => {
    while (!over && host.exitCode() === null) {
      peak = Math.max(peak, residentMb(host.pid))
      await sleep(200)
    }
  })()
  const controlling = (async () => {
    while (!over && host.exitCode() === null) {
      const from = performance.now()
      asked++
      await control().catch((error: unknown) => failed.push(String(error)))
      slowestMs = Math.max(slowestMs, performance.now() - from)
      await sleep(200)
    }
  })()
  await run(warm, total)
  over = true
  await Promise.all([watching, controlling])
  const alive = host.exitCode() === null
  return {
    sent: total,
    outcomes,
    control: { asked, failed, slowestMs: Math.round(slowestMs) },
    seconds: (performance.now() - began) / 1000,
    mb: { before, peak, after: alive ? residentMb(host.pid) : NaN },
    cpu: alive ? cpuSeconds(host.pid) - cpuBefore : NaN,
  }
}

/** What a flood came to, for the note that closes a piece of work. */
export function sayFlood(name: string, { sent, outcomes, mb, control, seconds, cpu }: FloodResult): string {
  const lines = Object.entries(outcomes).map(
    ([kind, words]) =>
      `  ${kind}: ${Object.entries(words)
        .map(([word, count]) => `${word} × ${count}`)
        .join(', ')}`,
  )
  return [
    [
      `${name}: ${sent} requests in ${seconds.toFixed(0)} s (${cpu.toFixed(0)} s CPU of the host)`,
      `memory ${mb.before.toFixed(0)} → ${mb.after.toFixed(0)} MB, at most ${mb.peak.toFixed(0)}`,
      `control ${control.asked - control.failed.length} of ${control.asked} answered`,
      `slowest ${control.slowestMs} ms`,
    ].join(', '),
    ...lines,
  ].join('\n')
}
