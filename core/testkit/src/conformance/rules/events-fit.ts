import { civicPlugin } from '@vmeste/civic'
import { eventMisfits, readableCore } from '@vmeste/host/contract'
import type { Rule } from '../rule.ts'

export const eventsFit: Rule = {
  id: 'bronze/events-fit',
  title: 'it asks of an event no more than its producer guarantees, and guarantees what others ask of its own',
  run: ({ plugin, others, companions }) =>
    eventMisfits([readableCore(), civicPlugin(), ...companions, ...others.map((other) => other.plugin), plugin])
      .filter(({ consumer, producer }) => consumer === plugin.id || producer === plugin.id)
      .map(({ consumer, handler, producer, type, reason }) => ({
        culprit: `handler "${handler}" of "${consumer}"`,
        message: `it cannot rely on "${type}" of "${producer}": ${reason}`,
        fix:
          consumer === plugin.id
            ? 'ask for less in the handler’s schema, or bear what may come'
            : `go on guaranteeing what "${consumer}" needs, or emit the new shape as the next major version`,
      })),
}
