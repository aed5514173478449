import type { Ctx } from '../ctx.ts'

/**
 * Who looked: opening somebody's case is written down as a change is. One row a person, thing and ten minutes; whose case
 * it is sees service and post, never the name, and the city's administrator sees who.
 */
export abstract class Looks {
  /**
   * Notes that whoever acts has opened a thing of the calling module. Guests are not noted.
   *
   * @param subject `module:Type:id`
   * @example await ctx.use(Looks).opened(ctx, `appeals:Report:${id}`)
   */
  abstract opened(ctx: Pick<Ctx, 'actor' | 'clock'>, subject: string): Promise<void>
}
