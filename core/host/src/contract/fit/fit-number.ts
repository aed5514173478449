import type { JsonSchema } from '../json-schema.ts'
import type { Asking, Misfit } from './schema-fit.ts'

interface Bound {
  readonly value: number
  readonly open: boolean
}

/** Of a value, `const` is its own bound. */
export function numberFit(promised: JsonSchema, asked: JsonSchema, { refuse, asker }: Asking): Misfit {
  const exact = typeof promised['const'] === 'number' ? promised['const'] : undefined
  if (asked['type'] === 'integer' && promised['type'] !== 'integer' && !Number.isSafeInteger(exact))
    return refuse(`the producer may send a fraction, ${asker} takes whole numbers`)
  const [from, to, least, most] = [lower(promised, exact), upper(promised, exact), lower(asked), upper(asked)]
  if (least && !(from && (from.value > least.value || (from.value === least.value && (from.open || !least.open)))))
    return refuse(
      `the producer may send less than ${asker} takes (${least.open ? 'more than' : 'at least'} ${least.value})`,
    )
  if (most && !(to && (to.value < most.value || (to.value === most.value && (to.open || !most.open)))))
    return refuse(
      `the producer may send more than ${asker} takes (${most.open ? 'less than' : 'at most'} ${most.value})`,
    )
  const step = asked['multipleOf'] as number | undefined
  // only whole steps: what a fraction leaves over is a matter of rounding
  const given =
    exact ?? (promised['multipleOf'] as number | undefined) ?? (promised['type'] === 'integer' ? 1 : undefined)
  if (
    step !== undefined &&
    !(
      given !== undefined &&
      ((given === step && exact === undefined) ||
        (Number.isInteger(step) && Number.isInteger(given) && given % step === 0))
    )
  )
    return refuse(`the producer promises no multiple of ${step}, ${asker} needs one`)
  return undefined
}

function lower(schema: JsonSchema, exact?: number): Bound | undefined {
  if (exact !== undefined) return { value: exact, open: false }
  const [closed, open] = [schema['minimum'] as number | undefined, schema['exclusiveMinimum'] as number | undefined]
  if (open !== undefined && (closed === undefined || open >= closed)) return { value: open, open: true }
  return closed === undefined ? undefined : { value: closed, open: false }
}

function upper(schema: JsonSchema, exact?: number): Bound | undefined {
  if (exact !== undefined) return { value: exact, open: false }
  const [closed, open] = [schema['maximum'] as number | undefined, schema['exclusiveMaximum'] as number | undefined]
  if (open !== undefined && (closed === undefined || open <= closed)) return { value: open, open: true }
  return closed === undefined ? undefined : { value: closed, open: false }
}
