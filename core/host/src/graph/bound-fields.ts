import {
  defaultFieldResolver,
  getNamedType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql'
import { isPromise } from '../health/deadline.ts'
import { listTooLong } from '../problems/limits.ts'
import { bytesWithin, type AnswerBudget } from './answer-budget.ts'
import type { GraphContext } from './graph-context.ts'
import { limits } from './limits.ts'
import type { ListBound, ListBounds } from './list-bounds.ts'

type Field = GraphQLField<unknown, GraphContext>
type Count = (answer: unknown, budget: AnswerBudget) => unknown

/**
 * Puts the budget of the answer before every resolver, and holds every list to its bound, whoever resolves it: the cost
 * was reckoned from bounds, so they must be true. Fields that only read a property of a row that is counted already
 * stay as they are.
 */
export function boundFields(schema: GraphQLSchema, bounds: ListBounds): void {
  const root = schema.getSubscriptionType()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields()) as Field[]) {
      const bound = bounds.of(type.name, field.name)
      if (type === root && !bound) continue // its event has been counted when it came
      const count = bound
        ? listCount(`${type.name}.${field.name}`, bound, isLeafType(getNamedType(field.type)))
        : isLeafType(getNamedType(field.type))
          ? leafCount
          : undefined
      if (bound || field.resolve) wrap(field, count)
    }
  }
}

function wrap(field: Field, count: Count | undefined): void {
  const resolve = field.resolve ?? (defaultFieldResolver as NonNullable<Field['resolve']>)
  field.resolve = (source, args, context, info) => {
    const { budget } = context
    try {
      budget.check()
      const answer: unknown = resolve(source, args, context, info)
      if (!count) return answer
      return isPromise(answer) ? answer.then((value) => count(value, budget)) : count(answer, budget)
    } catch (error) {
      // thrown at once, it would end a list while promises of its other rows have nobody to hear them fail
      return Promise.reject(error instanceof Error ? error : new Error(String(error)))
    }
  }
}

function listCount(field: string, { max, levels }: ListBound, ofLeaves: boolean): Count {
  const counted = (answer: unknown, budget: AnswerBudget, level: number): unknown => {
    // a set or a generator is read no further than its bound
    const list =
      Array.isArray(answer) || typeof answer !== 'object' || answer === null || !(Symbol.iterator in answer)
        ? answer
        : upTo(answer as Iterable<unknown>, max + 1)
    if (!Array.isArray(list)) return list
    if (list.length > max) throw listTooLong(field, max)
    if (level > 1) return list.map((inner) => counted(inner, budget, level - 1))
    if (ofLeaves) budget.tookBytes(bytesWithin(list, limits.introspectionBytes) ?? Infinity)
    else budget.tookRows(list.length)
    return list
  }
  return (answer, budget) => counted(answer, budget, levels)
}

const leafCount: Count = (answer, budget) => {
  if (typeof answer === 'string') budget.tookBytes(answer.length)
  else if (typeof answer === 'object' && answer !== null)
    budget.tookBytes(bytesWithin(answer, limits.introspectionBytes) ?? Infinity)
  return answer
}

function upTo(values: Iterable<unknown>, most: number): unknown[] {
  const taken: unknown[] = []
  for (const value of values) if (taken.push(value) >= most) break
  return taken
}
