import { z } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { jsonSchemaOf } from '../json-schema.ts'
import { schemaMisfit } from './schema-fit.ts'
import { narrowed, randomShape, sampleOf, seeded, shapeSchema } from '../../../test/doubles/sample-shapes.ts'

const misfit = (producer: z.ZodType, consumer: z.ZodType): string | undefined =>
  schemaMisfit(
    jsonSchemaOf(producer, 'output', 'producer'),
    jsonSchemaOf(consumer, 'input', 'consumer'),
    'stray-animals',
  )

const kids: z.ZodType = z.object({
  name: z.string(),
  get kids() {
    return z.array(kids)
  },
})
const heirs: z.ZodType = z.object({
  get kids() {
    return z.array(heirs)
  },
})
const strangers: z.ZodType = z.object({
  name: z.int(),
  get kids() {
    return z.array(strangers)
  },
})

type Row = readonly [says: string, producer: z.ZodType, consumer: z.ZodType, refusal?: string]
const rows: readonly Row[] = [
  ['a field it does not ask for', z.object({ a: z.string(), b: z.int() }), z.object({ a: z.string() })],
  ['nothing at all', z.object({ a: z.string() }), z.object({})],
  ['anything', z.object({ a: z.string() }), z.unknown()],
  [
    'a field that is not there',
    z.object({}),
    z.object({ department: z.string() }),
    'data.department: the producer does not give it, "stray-animals" needs it',
  ],
  [
    'a field that may be left out',
    z.object({ department: z.string().optional() }),
    z.object({ department: z.string() }),
    'data.department: the producer may leave it out, "stray-animals" needs it',
  ],
  [
    'a field of a loose object',
    z.looseObject({}),
    z.object({ a: z.string().optional() }),
    'data.a: the producer may send anything, "stray-animals" takes text',
  ],
  ['an optional field never given', z.object({}), z.object({ a: z.string().optional() })],
  [
    'a default on either side',
    z.object({ a: z.string().default('x') }),
    z.object({ a: z.string(), b: z.int().default(1) }),
  ],
  [
    'null',
    z.object({ a: z.string().nullable() }),
    z.object({ a: z.string() }),
    'data.a: the producer may send null, "stray-animals" takes text',
  ],
  ['null where it may be', z.object({ a: z.string() }), z.object({ a: z.string().nullish() })],
  [
    'a number for text',
    z.object({ a: z.int() }),
    z.object({ a: z.string() }),
    'data.a: the producer may send a whole number, "stray-animals" takes text',
  ],
  ['a whole number for any', z.object({ a: z.int() }), z.object({ a: z.number() })],
  [
    'any number for a whole one',
    z.object({ a: z.number() }),
    z.object({ a: z.int() }),
    'data.a: the producer may send a fraction, "stray-animals" takes whole numbers',
  ],
  ['tighter bounds', z.int().min(1).max(5), z.int().min(0).max(5)],
  [
    'looser bounds',
    z.int().min(0).max(5),
    z.int().min(1).max(5),
    'data: the producer may send less than "stray-animals" takes (at least 1)',
  ],
  [
    'no upper bound',
    z.number().gt(0),
    z.number().min(0).max(10),
    'data: the producer may send more than "stray-animals" takes (at most 10)',
  ],
  [
    'an open bound against a closed one',
    z.number().min(0),
    z.number().gt(0),
    'data: the producer may send less than "stray-animals" takes (more than 0)',
  ],
  ['a value within bounds', z.literal([2, 4]), z.int().min(2).multipleOf(2)],
  ['steps', z.int().multipleOf(6), z.int().multipleOf(3)],
  [
    'other steps',
    z.int(),
    z.int().multipleOf(2),
    'data: the producer promises no multiple of 2, "stray-animals" needs one',
  ],
  ['fewer choices', z.enum(['QR', 'WEB']), z.enum(['QR', 'WEB', 'STAFF'])],
  [
    'more choices',
    z.object({ channel: z.enum(['QR', 'WEB', 'STAFF']) }),
    z.object({ channel: z.enum(['QR', 'WEB']) }),
    'data.channel: the producer may send "STAFF", "stray-animals" takes "QR" or "WEB"',
  ],
  ['a choice for text', z.enum(['QR', 'WEB']), z.string().min(1)],
  ['text for a choice', z.string(), z.enum(['QR']), 'data: the producer may send text, "stray-animals" takes "QR"'],
  ['both booleans', z.boolean(), z.union([z.literal(true), z.literal(false)])],
  [
    'one boolean for both',
    z.boolean(),
    z.literal(true),
    'data: the producer may send false, "stray-animals" takes true',
  ],
  ['a union member by member', z.union([z.string(), z.int()]), z.union([z.number(), z.string(), z.null()])],
  [
    'a union with one too many',
    z.union([z.string(), z.int(), z.null()]),
    z.union([z.string(), z.int()]),
    'data: the producer may send null, "stray-animals" takes text or a whole number',
  ],
  [
    'told-apart objects',
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), n: z.int() }), z.object({ kind: z.literal('b') })]),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a') }),
      z.object({ kind: z.literal('b') }),
      z.object({ kind: z.literal('c') }),
    ]),
  ],
  [
    'told-apart objects, one field short',
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), n: z.int() }), z.object({ kind: z.literal('b') })]),
    'data.n: the producer does not give it, "stray-animals" needs it',
  ],
  [
    'exactly one of two',
    z.literal(1),
    z.xor([z.int(), z.number()]),
    'data: "stray-animals" asks by code for more than a schema can say',
  ],
  [
    'an item deep inside',
    z.object({ list: z.array(z.object({ a: z.string().nullable() })) }),
    z.object({ list: z.array(z.object({ a: z.string() })) }),
    'data.list[].a: the producer may send null, "stray-animals" takes text',
  ],
  ['a list as long as it must be', z.array(z.string()).min(1).max(3), z.array(z.string()).nonempty().max(5)],
  [
    'a list that may be empty',
    z.array(z.string()),
    z.array(z.string()).min(1),
    'data: the producer may send fewer than 1, "stray-animals" needs as many',
  ],
  ['a pair as a list', z.tuple([z.string(), z.enum(['x'])]), z.array(z.string()).max(2)],
  [
    'a list as a pair',
    z.array(z.string()),
    z.tuple([z.string(), z.string()]),
    'data: the producer may send fewer than 2, "stray-animals" needs as many',
  ],
  ['a record', z.record(z.string(), z.int()), z.record(z.string(), z.number())],
  ['a record of named keys', z.record(z.enum(['a', 'b']), z.int()), z.object({ a: z.int() })],
  [
    'a record of other keys',
    z.record(z.string(), z.int()),
    z.record(z.string().min(1), z.int()),
    'data.*: the producer may send empty text, "stray-animals" needs some',
  ],
  ['an object as a record', z.object({ a: z.int(), b: z.int().optional() }), z.record(z.string(), z.int())],
  [
    'a strict consumer',
    z.object({ a: z.int(), b: z.int() }),
    z.strictObject({ a: z.int() }),
    'data.b: the producer may send it, "stray-animals" takes no such field',
  ],
  [
    'a strict consumer of all there is',
    z.object({ a: z.int() }),
    z.strictObject({ a: z.int(), b: z.int().optional() }),
  ],
  ['a UUID for text', z.uuid(), z.string().min(1).max(36)],
  [
    'text for a UUID',
    z.object({ report: z.string() }),
    z.object({ report: z.uuid() }),
    'data.report: the producer promises no uuid, "stray-animals" needs one',
  ],
  ['a UUID of one version', z.uuidv7(), z.uuid()],
  [
    'a UUID of any version for one',
    z.uuid(),
    z.uuidv7(),
    'data: the producer promises no uuid, "stray-animals" needs one',
  ],
  [
    'a moment',
    z.iso.datetime(),
    z.string().max(40),
    'data: the producer may send more than 40 characters, "stray-animals" takes no more',
  ],
  [
    'the same format',
    z.object({ on: z.iso.date(), to: z.email(), at: z.url() }),
    z.object({ on: z.iso.date(), to: z.email(), at: z.url() }),
  ],
  [
    'the same pattern under other flags',
    z.string().regex(/^a/i),
    z.string().regex(/^a/),
    'data: the producer promises no text like /^a/, "stray-animals" needs one',
  ],
  ['a value of a pattern', z.literal(['ab', 'ac']), z.string().regex(/^a[bc]$/)],
  [
    'a check in code',
    z.string(),
    z.string().refine((text) => text !== ''),
    'data: "stray-animals" asks by code for more than a schema can say',
  ],
  ['a check in the producer’s code', z.string().refine((text) => text !== ''), z.string()],
  [
    'trimming on the way in',
    z.string().min(1),
    z.string().trim().min(1),
    'data: "stray-animals" asks by code for more than a schema can say',
  ],
  [
    'trimming on the way out',
    z.string().min(1).trim(),
    z.string().min(1),
    'data: the producer may send empty text, "stray-animals" needs some',
  ],
  ['a shape within itself', kids, heirs],
  [
    'a shape within itself with another leaf',
    z.object({ tree: kids }),
    z.object({ tree: strangers }),
    'data.tree.name: the producer may send text, "stray-animals" takes a whole number',
  ],
  [
    'a field named like one of every object',
    z.object({}),
    z.object({ constructor: z.string() }),
    'data.constructor: the producer does not give it, "stray-animals" needs it',
  ],
  [
    'both of two objects',
    z.object({ a: z.int(), b: z.int() }),
    z.intersection(z.object({ a: z.int() }), z.object({ b: z.int() })),
  ],
]

for (const [says, producer, consumer, refusal] of rows)
  test(says, () => {
    expect(misfit(producer, consumer)).toBe(refusal)
  })

test('what is said to fit does: whatever the producer may send, the consumer takes', () => {
  const tally = { fit: 0, refused: 0, values: 0 }
  for (let seed = 1; seed <= 1_000; seed++) {
    const random = seeded(seed)
    const shape = randomShape(random)
    // sometimes of the same kind, changed here and there: pairs that have nothing in common prove little
    const wish = random() < 0.9 ? narrowed(shape, random) : randomShape(random)
    const [producer, consumer] = [shapeSchema(shape), shapeSchema(wish)]
    if (misfit(producer, consumer) !== undefined) {
      tally.refused++
      continue
    }
    tally.fit++
    for (let nth = 0; nth < 6; nth++) {
      const value = JSON.parse(JSON.stringify(producer.parse(sampleOf(shape, random)))) as unknown
      const taken = consumer.safeParse(value)
      if (!taken.success)
        throw new Error(
          `seed ${seed}: ${JSON.stringify(shape)} was said to fit ${JSON.stringify(wish)}, but ${JSON.stringify(value)} does not: ${taken.error.message}`,
        )
      tally.values++
    }
  }
  // both answers are given, or the property says nothing
  expect(tally.fit).toBeGreaterThan(250)
  expect(tally.refused).toBeGreaterThan(250)
  expect(tally.values).toBe(tally.fit * 6)
})

test('every shape fits itself', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const shape = randomShape(seeded(seed))
    expect(misfit(shapeSchema(shape), shapeSchema(shape)), `seed ${seed}: ${JSON.stringify(shape)}`).toBeUndefined()
  }
})
