import type { AdminApi } from '@vmeste/host/keycloak-identity'
import { VmesteError, z } from '@vmeste/sdk'

const stepSchema = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  providerId: z.string().optional(),
  requirement: z.string(),
  authenticationConfig: z.string().optional(),
})
type Step = z.infer<typeof stepSchema>
type Requirement = 'REQUIRED' | 'ALTERNATIVE' | 'DISABLED'

/** A setting of a step, as Keycloak keeps it. */
export interface StepSetting {
  readonly alias: string
  readonly config: Readonly<Record<string, string>>
}

/** A flow of our own, made from one of Keycloak's. May be run again. */
export interface FlowSteps {
  /** How much a step counts; `setting` before that, for a step that is required has its setting. */
  set(provider: string, requirement: Requirement, setting?: StepSetting): Promise<void>
  /** The same for a step that Keycloak's own flow has not. @param group ends with that; none is the flow itself */
  add(provider: string, setting: StepSetting, group?: string): Promise<void>
  /** How much a group of steps counts. @param group ends with that */
  setGroup(group: string, requirement: Requirement): Promise<void>
}

/**
 * @param realm path of the realm, `/vmeste`
 * @throws VmesteError `VMESTE_KEYCLOAK_REALM` for a step that this Keycloak lacks
 */
export async function flowSteps(
  admin: AdminApi,
  realm: string,
  { flow, copyOf }: { flow: string; copyOf: string },
): Promise<FlowSteps> {
  const flows = `${realm}/authentication/flows`
  const known = (await admin.get(flows, z.array(z.looseObject({ alias: z.string() })))) ?? []
  if (!known.some(({ alias }) => alias === flow))
    await admin.post(`${flows}/${encodeURIComponent(copyOf)}/copy`, { newName: flow })

  const path = `${flows}/${encodeURIComponent(flow)}/executions`
  const steps = async () => (await admin.get(path, z.array(stepSchema))) ?? []
  const found = async (is: (step: Step) => boolean, what: string): Promise<Step> => {
    const step = (await steps()).find(is)
    if (!step)
      throw new VmesteError(
        'VMESTE_KEYCLOAK_REALM',
        `Keycloak's flow "${copyOf}" has no ${what}; is this Keycloak 26.7 or newer, with its features on?`,
      )
    return step
  }
  const groupNamed = (end: string) =>
    found(({ displayName, providerId }) => !providerId && displayName.endsWith(end), `group "${end}"`)
  const byProvider = (provider: string) => found(({ providerId }) => providerId === provider, `step \`${provider}\``)
  const require = async (step: Step, requirement: Requirement): Promise<void> => {
    if (step.requirement !== requirement) await admin.put(path, { ...step, requirement })
  }
  const set: FlowSteps['set'] = async (provider, requirement, setting) => {
    const step = await byProvider(provider)
    if (setting && step.authenticationConfig)
      await admin.put(`${realm}/authentication/config/${step.authenticationConfig}`, {
        id: step.authenticationConfig,
        ...setting,
      })
    else if (setting) await admin.post(`${realm}/authentication/executions/${step.id}/config`, setting)
    await require(await byProvider(provider), requirement)
  }
  return {
    set,
    async add(provider, setting, group) {
      const within = group === undefined ? flow : (await groupNamed(group)).displayName
      if (!(await steps()).some(({ providerId }) => providerId === provider))
        await admin.post(`${flows}/${encodeURIComponent(within)}/executions/execution`, { provider })
      await set(provider, 'REQUIRED', setting)
    },
    setGroup: async (group, requirement) => {
      await require(await groupNamed(group), requirement)
    },
  }
}
