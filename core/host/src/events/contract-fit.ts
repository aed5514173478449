import { VmesteError, type Plugin } from '@vmeste/sdk'
import { schemaMisfit } from '../contract/fit/schema-fit.ts'
import { jsonSchemaOf } from '../contract/json-schema.ts'
import { typesOf } from './subscribers.ts'

/** A handler that asks for more of an event than its producer guarantees. */
export interface EventMisfit {
  readonly consumer: string
  readonly handler: string
  readonly producer: string
  readonly type: string
  /** `data.department: the producer may leave it out, "stray-animals" needs it` */
  readonly reason: string
}

/**
 * Compares what every handler asks for with what the producer of its event guarantees, of those that are installed
 * together. An event that nobody emits fits: the subscription sleeps.
 */
export function eventMisfits(plugins: readonly Plugin[]): EventMisfit[] {
  return plugins.flatMap((consumer) =>
    (consumer.subscribes ?? []).flatMap((subscription) =>
      typesOf(subscription, plugins).flatMap((type): EventMisfit[] => {
        const producer = plugins.find(({ emits }) => emits?.[type])
        if (!producer) return []
        const promised = jsonSchemaOf(producer.emits![type]!, 'output', `Event "${type}" of module "${producer.id}"`)
        const asked = jsonSchemaOf(
          subscription.schema,
          'input',
          `What handler "${subscription.name}" of module "${consumer.id}" asks for`,
        )
        const reason = schemaMisfit(promised, asked, consumer.id)
        return reason === undefined
          ? []
          : [{ consumer: consumer.id, handler: subscription.name, producer: producer.id, type, reason }]
      }),
    ),
  )
}

export const misfitText = ({ consumer, handler, producer, type, reason }: EventMisfit): string =>
  `handler "${handler}" of "${consumer}" cannot rely on "${type}" of "${producer}": ${reason}`

/** @throws VmesteError `VMESTE_EVENT_MISFIT` */
export function requireContractFit(plugins: readonly Plugin[]): void {
  const misfits = eventMisfits(plugins)
  if (misfits.length === 0) return
  throw new VmesteError(
    'VMESTE_EVENT_MISFIT',
    `${misfits.map(misfitText).join('\n')}\nLet the handler ask for less, or install versions that fit each other`,
  )
}
