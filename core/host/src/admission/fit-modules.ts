import { VmesteError, type Plugin } from '@vmeste/sdk'
import { eventsOf } from '../contract/events-contract.ts'
import { eventMisfits, misfitText, requireContractFit } from '../events/contract-fit.ts'
import { cronOf } from '../events/schedule-jobs.ts'
import { Subscribers } from '../events/subscribers.ts'
import { composeWhatFits } from '../graph/compose-what-fits.ts'
import { pluginRoutes } from '../http/plugin-routes.ts'
import { PluginRegistry } from '../plugins/plugin-registry.ts'
import { knownOf, restingModule, type RestingModule } from '../plugins/resting-module.ts'
import type { RestingStage } from '../plugins/stage-texts.ts'

export interface FittedModules {
  readonly modules: readonly Plugin[]
  readonly resting: readonly RestingModule[]
}

/**
 * Which modules can be on together, and why the others cannot: each is tried by itself first, then as a consumer of
 * events, then in the graph. Where two are at odds the earlier in the order of installation stays, for others rely on
 * it already.
 *
 * @param always the platform's own; a fault among them is nobody's to rest
 * @param fileOf where a module's code begins, for whoever has to look there
 * @throws VmesteError what is wrong with the platform's own
 */
export function fitModules(
  always: readonly Plugin[],
  modules: readonly Plugin[],
  fileOf: (module: string) => string = (module) => `plugin of ${module}`,
): FittedModules {
  requireContractFit(always)
  const resting: RestingModule[] = []
  const rest = (plugin: Plugin, stage: RestingStage, error: unknown): void => {
    resting.push(restingModule(knownOf(plugin), { stage, file: fileOf(plugin.id), error }))
  }
  const sound = modules.filter((plugin) =>
    holds(
      () => {
        standsAlone(plugin)
      },
      (error) => {
        rest(plugin, 'contract', error)
      },
    ),
  )
  const misfits = eventMisfits([...always, ...sound])
  const fitting = sound.filter((plugin) => {
    const misfit = misfits.find((each) => culpritOf(each, sound) === plugin.id)
    if (misfit) rest(plugin, 'fit', new VmesteError('VMESTE_EVENT_MISFIT', misfitText(misfit)))
    return !misfit
  })
  return {
    modules: composeWhatFits(always, fitting, (plugin, error) => {
      rest(plugin, 'graph', error)
    }).modules,
    resting,
  }
}

/** What a module says is in order whoever else is there. */
function standsAlone(plugin: Plugin): void {
  eventsOf(plugin)
  cronOf(new Subscribers([plugin]))
  pluginRoutes(new PluginRegistry([], [plugin]))
}

/** Whoever asks for more than was promised; only where that is the platform itself, whoever promises less. */
const culpritOf = (
  { consumer, producer }: { consumer: string; producer: string },
  modules: readonly Plugin[],
): string => (modules.some(({ id }) => id === consumer) ? consumer : producer)

function holds(check: () => void, otherwise: (error: unknown) => void = () => undefined): boolean {
  try {
    check()
  } catch (error) {
    otherwise(error)
    return false
  }
  return true
}
