import type { z } from '@vmeste/sdk'

/**
 * What a host tells the others in a notification, or nothing where it is not that: a listener never throws, for nobody
 * would catch it.
 */
export function readNews<Schema extends z.ZodType>(
  payload: string | undefined,
  schema: Schema,
): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(payload ?? '')).data
  } catch {
    return undefined
  }
}
