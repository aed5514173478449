import { expect, test } from 'vitest'
import type { TrustedOperation } from '@vmeste/sdk/web'
import { createGraphClient } from './graph-client.ts'
import { NetworkFailure, type GraphReply, type Transport } from './transport.ts'

const operation = (id: string, kind: 'query' | 'mutation' = 'query'): TrustedOperation => ({ id, name: id, kind })
function server(answer: (id: string, variables: unknown) => GraphReply | Promise<GraphReply>): {
  transport: Transport
  asked: string[]
} {
  const asked: string[] = []
  return {
    asked,
    transport: {
      url: '/g',
      headers: async () => ({}),
      send: async (id, variables) => {
        asked.push(id)
        return answer(id, variables)
      },
    },
  }
}

test('everyone who asks the same shares one answer; another variable is another question', async () => {
  const { transport } = server((_id, variables) => ({ data: { echo: variables } }))
  const graph = createGraphClient(transport)
  const one = graph.question(operation('q'), { a: 1 })
  expect(graph.question(operation('q'), { a: 1 })).toBe(one)
  expect(graph.question(operation('q'), { a: 2 })).not.toBe(one)
  await one.ask()
  expect(one.answer.value).toEqual({ data: { echo: { a: 1 } }, failure: undefined })
})

test('a slow old answer never overtakes a new one', async () => {
  const waiting: ((reply: GraphReply) => void)[] = []
  const graph = createGraphClient(
    server(
      () =>
        new Promise((resolve) => {
          waiting.push(resolve)
        }),
    ).transport,
  )
  const question = graph.question(operation('q'), {})
  const both = [question.ask(), question.ask()]
  await Promise.resolve()
  waiting[1]!({ data: { n: 2 } })
  waiting[0]!({ data: { n: 1 } })
  await Promise.all(both)
  expect(question.answer.value?.data).toEqual({ n: 2 })
})

test('a mutation has everything asked again that shows what it changed, and forgets what nobody looks at', async () => {
  const { transport, asked } = server((id) => ({
    data: { [id]: { __typename: id === 'topics' ? 'Topic' : 'Report', list: [{ __typename: 'Place' }] } },
  }))
  const graph = createGraphClient(transport)
  const [report, topics, unseen] = ['report', 'topics', 'unseen'].map((id) => graph.question(operation(id), {})) as [
    ReturnType<typeof graph.question>,
    ReturnType<typeof graph.question>,
    ReturnType<typeof graph.question>,
  ]
  await Promise.all([report.ask(), topics.ask(), unseen.ask()])
  report.askers = topics.askers = 1
  const narrow = server(() => ({ data: { accept: { __typename: 'Report' } } }))
  Object.assign(transport, {
    send: (id: string) => {
      asked.push(id)
      return narrow.transport.send(id, {})
    },
  })
  asked.length = 0
  await graph.mutate(operation('accept', 'mutation'), {})
  expect(asked).toEqual(['accept', 'report'])
  expect(graph.question(operation('unseen'), {})).not.toBe(unseen)
})

test('without a network the last answer stays; a refusal of the server replaces it', async () => {
  let next: () => GraphReply = () => ({ data: { a: 1 } })
  const graph = createGraphClient(server(() => next()).transport)
  const question = graph.question(operation('q'), {})
  await question.ask()
  next = () => {
    throw new NetworkFailure('gone')
  }
  await question.ask()
  expect(question.answer.value).toMatchObject({ data: { a: 1 }, failure: { name: 'NetworkFailure' } })
  next = () => ({ errors: [{ message: 'off', extensions: { code: 'MODULE_DISABLED' } }] })
  await question.ask()
  expect(question.answer.value).toMatchObject({ data: undefined, failure: { message: 'off' } })
})
