import { z } from '@vmeste/sdk'

/** A Zod schema as plain data, so that it can be drawn by lot, changed a little, and asked for values. */
export type Shape =
  | { readonly kind: 'text'; readonly min: number; readonly max: number }
  | { readonly kind: 'format'; readonly of: 'uuid' | 'date' | 'code' }
  | { readonly kind: 'int' | 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly values: readonly (string | number | boolean | null)[] }
  | { readonly kind: 'boolean' | 'anything' }
  | { readonly kind: 'nullable'; readonly inner: Shape }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }
  | { readonly kind: 'list'; readonly inner: Shape; readonly min: number; readonly max: number }
  | { readonly kind: 'tuple'; readonly of: readonly Shape[] }
  | { readonly kind: 'record'; readonly inner: Shape }
  | {
      readonly kind: 'object'
      readonly mode: 'plain' | 'loose' | 'strict'
      readonly fields: Readonly<Record<string, { readonly inner: Shape; readonly optional: boolean }>>
    }

export type Random = () => number

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = (seed * 0x9e3779b9) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1))
const oneOf = <Item>(random: Random, items: readonly Item[]): Item => items[upTo(random, items.length - 1)]!
const range = (random: Random, least: number, most: number): { min: number; max: number } => {
  const min = least + upTo(random, most - least)
  return { min, max: min + upTo(random, most - min) }
}
const names = ['a', 'b', 'c', 'd'] as const
const words = ['QR', 'WEB', '', 'a1', 0, 1, 2.5, true, false, null] as const

export function randomShape(random: Random, depth = 0): Shape {
  const simple = ['text', 'format', 'int', 'number', 'choice', 'boolean', 'anything'] as const
  const kind =
    depth >= 2 || random() < 0.35
      ? oneOf(random, simple)
      : oneOf(random, ['nullable', 'either', 'list', 'tuple', 'record', 'object', 'object', 'object'] as const)
  const below = (): Shape => randomShape(random, depth + 1)
  switch (kind) {
    case 'text':
      return { kind, ...range(random, 0, 6) }
    case 'format':
      return { kind, of: oneOf(random, ['uuid', 'date', 'code']) }
    case 'int':
    case 'number':
      return { kind, ...range(random, -3, 6) }
    case 'choice':
      return {
        kind,
        values: words
          .filter(() => random() < 0.4)
          .concat('QR')
          .filter((each, at, all) => all.indexOf(each) === at),
      }
    case 'boolean':
    case 'anything':
      return { kind }
    case 'nullable':
    case 'record':
      return { kind, inner: below() }
    case 'either':
    case 'tuple':
      return { kind, of: [below(), below()] }
    case 'list':
      return { kind, inner: below(), ...range(random, 0, 3) }
    case 'object':
      return {
        kind,
        mode: oneOf(random, ['plain', 'plain', 'loose', 'strict']),
        fields: Object.fromEntries(
          names.filter(() => random() < 0.6).map((name) => [name, { inner: below(), optional: random() < 0.3 }]),
        ),
      }
  }
}

/** The same shape with something else here and there: wider, narrower, or gone. */
export function narrowed(shape: Shape, random: Random): Shape {
  if (random() < 0.06) return randomShape(random, 1)
  if (random() < 0.1) return { kind: 'nullable', inner: shape }
  const below = (inner: Shape): Shape => narrowed(inner, random)
  const change = (by: number): number => (random() < 0.15 ? upTo(random, 2 * by) - by : 0)
  switch (shape.kind) {
    case 'text':
    case 'list': {
      const min = Math.max(0, shape.min + change(1))
      const bounds = { min, max: Math.max(min, shape.max + change(1)) }
      return shape.kind === 'text' ? { ...shape, ...bounds } : { ...shape, ...bounds, inner: below(shape.inner) }
    }
    case 'int':
    case 'number': {
      const min = shape.min + change(1)
      return { kind: random() < 0.1 ? 'number' : shape.kind, min, max: Math.max(min, shape.max + change(1)) }
    }
    case 'format':
      return random() < 0.2 ? { kind: 'text', min: 1, max: 40 } : shape
    case 'choice':
      return {
        ...shape,
        values:
          random() < 0.2
            ? shape.values.slice(0, -1).concat('QR')
            : [...new Set([...shape.values, oneOf(random, words)])],
      }
    case 'nullable':
    case 'record':
      return { ...shape, inner: below(shape.inner) }
    case 'either':
    case 'tuple':
      return { ...shape, of: shape.of.map(below) }
    case 'object': {
      const fields = Object.entries(shape.fields)
        .filter(() => random() < 0.8)
        .map(
          ([name, { inner, optional }]) =>
            [name, { inner: below(inner), optional: random() < 0.1 ? !optional : optional }] as const,
        )
      return { ...shape, mode: random() < 0.3 ? 'plain' : shape.mode, fields: Object.fromEntries(fields) }
    }
    default:
      return shape
  }
}

export function shapeSchema(shape: Shape): z.ZodType {
  switch (shape.kind) {
    case 'text':
      return z.string().min(shape.min).max(shape.max)
    case 'format':
      return shape.of === 'uuid' ? z.uuid() : shape.of === 'date' ? z.iso.date() : z.string().regex(/^[a-z]\d$/)
    case 'int':
      return z.int().min(shape.min).max(shape.max)
    case 'number':
      return z.number().min(shape.min).max(shape.max)
    case 'choice':
      return z.literal([...shape.values])
    case 'boolean':
      return z.boolean()
    case 'anything':
      return z.unknown()
    case 'nullable':
      return shapeSchema(shape.inner).nullable()
    case 'either':
      return z.union(shape.of.map(shapeSchema))
    case 'list':
      return z.array(shapeSchema(shape.inner)).min(shape.min).max(shape.max)
    case 'tuple':
      return z.tuple(shape.of.map(shapeSchema) as [z.ZodType, ...z.ZodType[]])
    case 'record':
      return z.record(z.string(), shapeSchema(shape.inner))
    case 'object': {
      const fields = Object.fromEntries(
        Object.entries(shape.fields).map(([name, { inner, optional }]) => [
          name,
          optional ? shapeSchema(inner).optional() : shapeSchema(inner),
        ]),
      )
      return shape.mode === 'plain'
        ? z.object(fields)
        : shape.mode === 'loose'
          ? z.looseObject(fields)
          : z.strictObject(fields)
    }
  }
}

/** A value of the shape, at its edges as often as inside. */
export function sampleOf(shape: Shape, random: Random): unknown {
  const within = (least: number, most: number): number =>
    oneOf(random, [least, most, least + upTo(random, most - least)])
  switch (shape.kind) {
    case 'text':
      return 'ж'.repeat(within(shape.min, shape.max))
    case 'format':
      return shape.of === 'uuid'
        ? '01890a5d-ac96-774b-bcce-b302099a8057'
        : shape.of === 'date'
          ? '2024-02-29'
          : `q${upTo(random, 9)}`
    case 'int':
      return within(shape.min, shape.max)
    case 'number':
      return Math.min(shape.max, within(shape.min, shape.max) + (random() < 0.5 ? 0.5 : 0))
    case 'choice':
      return oneOf(random, shape.values)
    case 'boolean':
      return random() < 0.5
    case 'anything':
      return oneOf<unknown>(random, [null, 1, 'QR', [], {}, { a: 1 }, [null]])
    case 'nullable':
      return random() < 0.3 ? null : sampleOf(shape.inner, random)
    case 'either':
      return sampleOf(oneOf(random, shape.of), random)
    case 'list':
      return Array.from({ length: within(shape.min, shape.max) }, () => sampleOf(shape.inner, random))
    case 'tuple':
      return shape.of.map((each) => sampleOf(each, random))
    case 'record':
      return Object.fromEntries(
        [...names, 'z', ''].filter(() => random() < 0.4).map((name) => [name, sampleOf(shape.inner, random)]),
      )
    case 'object': {
      const given = Object.entries(shape.fields)
        .filter(([, { optional }]) => !optional || random() < 0.5)
        .map(([name, { inner }]) => [name, sampleOf(inner, random)] as const)
      const extra =
        shape.mode === 'strict'
          ? {}
          : Object.fromEntries(
              names
                .filter((name) => !(name in shape.fields) && random() < 0.5)
                .map((name) => [name, sampleOf({ kind: 'anything' }, random)]),
            )
      return { ...extra, ...Object.fromEntries(given) }
    }
  }
}
