import { shallowRef, type ShallowRef } from 'vue'
import type { TrustedOperation } from '@vmeste/sdk/web'
import { keepAnswer, keptAnswer } from './kept-answers.ts'
import { NetworkFailure, type GraphError, type GraphReply, type Transport } from './transport.ts'

/** Why there is no (whole) answer: what the server said, or that it said nothing. */
export type Failure = GraphError | NetworkFailure
export interface Answer {
  readonly data: unknown
  readonly failure: Failure | undefined
}

/** One query with its variables and its last answer, shared by everyone on the page who asks it. */
export interface Question {
  readonly answer: ShallowRef<Answer | undefined>
  askers: number
  /** Asks the server; the newest answer wins, whichever comes last. */
  readonly ask: () => Promise<void>
}

export interface GraphClient {
  readonly transport: Transport
  /** @param keep a name under which the last answer outlives the page, for this tab */
  readonly question: <Data, Variables>(
    operation: TrustedOperation<Data, Variables>,
    variables: Variables,
    keep?: string,
  ) => Question
  /** Runs a mutation; whatever shows a type that its result names is asked again. */
  readonly mutate: <Data, Variables>(
    operation: TrustedOperation<Data, Variables>,
    variables: Variables,
  ) => Promise<{ readonly data: Data | undefined; readonly failure: Failure | undefined }>
}

const kept = 60

/**
 * The page's memory of answers: by query and variables, the latest sixty. Written here rather than taken from a library
 * because every citizen's first visit carries it: recorded operations need no documents, and a tenth of the page's
 * budget stays free.
 */
export function createGraphClient(transport: Transport): GraphClient {
  const questions = new Map<string, Question>()
  const makeQuestion = (id: string, variables: unknown, keep: string | undefined): Question => {
    const answer = shallowRef<Answer>()
    let turn = 0
    return {
      answer,
      askers: 0,
      ask: async () => {
        const own = ++turn
        const came = await settle(transport.send(id, variables))
        if (own !== turn) return
        // without a network the last answer is better than none
        const last = (): unknown => answer.value?.data ?? (keep && keptAnswer(keep))
        answer.value = came.failure instanceof NetworkFailure ? { data: last(), failure: came.failure } : came
        if (keep && !came.failure) keepAnswer(keep, came.data)
      },
    }
  }
  // as soon as there is a network, what found none is asked again
  if (typeof addEventListener === 'function')
    addEventListener('online', () => {
      for (const { askers, answer, ask } of questions.values())
        if (askers > 0 && answer.value?.failure instanceof NetworkFailure) void ask()
    })
  return {
    transport,
    question({ id }, variables, keep) {
      const key = `${id} ${JSON.stringify(variables)}`
      const known = questions.get(key) ?? makeQuestion(id, variables, keep)
      questions.delete(key)
      questions.set(key, known)
      for (const [old, { askers }] of questions)
        if (questions.size > kept && askers === 0 && old !== key) questions.delete(old)
      return known
    },
    async mutate({ id }, variables) {
      const { data, failure } = await settle(transport.send(id, variables))
      const changed = typesIn(data)
      for (const [key, question] of questions) {
        if (![...typesIn(question.answer.value?.data)].some((type) => changed.has(type))) continue
        if (question.askers > 0) void question.ask()
        else questions.delete(key)
      }
      return { data: data as never, failure }
    },
  }
}

async function settle(reply: Promise<GraphReply>): Promise<Answer> {
  try {
    const { data, errors } = await reply
    return { data: data ?? undefined, failure: errors?.[0] }
  } catch (error) {
    return {
      data: undefined,
      failure: error instanceof NetworkFailure ? error : new NetworkFailure('no answer', { cause: error }),
    }
  }
}

/** Every `__typename` in an answer; recorded operations ask for it everywhere. */
export function typesIn(data: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(data)) for (const item of data) typesIn(item, found)
  else if (typeof data === 'object' && data !== null) {
    for (const [key, value] of Object.entries(data)) {
      if (key === '__typename') found.add(String(value))
      else typesIn(value, found)
    }
  }
  return found
}
