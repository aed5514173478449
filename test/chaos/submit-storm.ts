import { setTimeout as sleep } from 'node:timers/promises'

const submit = `mutation ($input: SubmitReportInput!) { submitReport(input: $input) {
  __typename ... on SubmittedReport { number secret } ... on InvalidInput { code } ... on RateLimited { code } ... on NotFound { code } ... on DuplicateSuspected { code } } }`

export interface Sent {
  readonly key: string
  /** Numbers the platform acknowledged for this key, in the order of the answers. */
  readonly numbers: string[]
  /** When the first answer came. */
  at?: number
}

/** People who press Send and, when no answer comes, press it again: each with one key for one report. */
export class SubmitStorm {
  readonly sent: Sent[] = []
  readonly refusals: string[] = []
  /** Attempts that were not acknowledged, and why; the person sends again. */
  readonly failures: string[] = []
  inFlight = 0
  mostInFlight = 0
  #stopped = false

  /**
   * @param at current address of the platform; changes when it is started again @param pauseMs between two reports of
   * one person
   */
  async run(at: () => string, people: number, pauseMs = 0): Promise<void> {
    await Promise.all(Array.from({ length: people }, (_, person) => this.#person(at, person, pauseMs)))
  }

  stop(): void {
    this.#stopped = true
  }

  async #person(at: () => string, person: number, pauseMs: number): Promise<void> {
    while (!this.#stopped) {
      const one: Sent = { key: crypto.randomUUID(), numbers: [] }
      this.sent.push(one)
      while (one.numbers.length === 0) {
        const number = await this.#send(at(), person, one.key)
        if (number) {
          one.numbers.push(number)
          one.at ??= Date.now()
        } else if (this.#stopped) return
        else await sleep(100)
      }
      if (pauseMs > 0) await sleep(pauseMs)
    }
  }

  async #send(url: string, person: number, key: string): Promise<string | undefined> {
    this.inFlight++
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight)
    try {
      const reply = await fetch(`${url}/c/uzda/graphql`, {
        method: 'POST',
        signal: AbortSignal.timeout(20_000),
        // every person is a phone of its own behind an address of its own
        headers: {
          'content-type': 'application/json',
          'x-device': crypto.randomUUID(),
          'x-forwarded-for': `10.${person}.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`,
        },
        body: JSON.stringify({
          query: submit,
          variables: {
            input: {
              submissionKey: key,
              topic: 'ROAD.HOLE',
              place: { address: `ул. Проверочная, ${key.slice(0, 4)}` },
              text: `Яма ${key}`,
              contact: { email: `${key}@storm.example`, consent: true },
              anywayNew: true,
            },
          },
        }),
      })
      const answer = await reply.text()
      const { data } = jsonOf(answer) as {
        data?: { submitReport?: { __typename: string; number?: string; code?: string } | null } | null
      }
      const result = data?.submitReport
      if (result?.code) this.refusals.push(result.code)
      if (!result?.number) this.failures.push(`${reply.status} ${answer.slice(0, 300)}`)
      return result?.number
    } catch (error) {
      this.failures.push(String(error))
      return undefined // killed in the middle: the person sends again
    } finally {
      this.inFlight--
    }
  }
}

/** What is no answer of the platform is told as it stands. */
function jsonOf(text: string): object {
  try {
    return JSON.parse(text) as object
  } catch {
    return {}
  }
}
