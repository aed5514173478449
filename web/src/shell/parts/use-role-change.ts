import { computed, ref, watch, type Ref } from 'vue'
import { showToast, useMutation, useText, type ProblemData } from '@vmeste/web'
import { changeRoleMutation, type CityRoleQuery } from '../../../operations.gen.ts'

export type ShownRole = NonNullable<CityRoleQuery['cityRoles']>[number]
export type ShownPermission = ShownRole['permissions'][number]

export interface UseRoleChange {
  /** Changes that are on their way and stand on the screen already, by permission. */
  readonly pending: Ref<ReadonlyMap<string, boolean>>
  readonly busy: Ref<boolean>
  readonly problem: Ref<ProblemData | undefined>
  set(permission: ShownPermission, granted: boolean): Promise<void>
  /** Everything as the modules propose it. */
  reset(): Promise<void>
}

interface Change {
  readonly grant: string[]
  readonly withdraw: string[]
}

/**
 * Changes of one role, each in force at once and with a way back.
 *
 * @param changed hears that the server has another truth now, or refused
 */
export function useRoleChange(role: () => ShownRole, changed: () => void): UseRoleChange {
  const { say } = useText()
  const { run, busy, problem } = useMutation(changeRoleMutation)
  const pending = ref<ReadonlyMap<string, boolean>>(new Map())
  // what was asked stands until what came of it is here: nothing jumps back and forth
  watch(
    () => role().version,
    () => {
      pending.value = new Map()
    },
  )

  /** @returns the version that stands now; nothing when it was refused */
  async function change({ grant, withdraw }: Change, expected: string): Promise<string | undefined> {
    pending.value = new Map([...grant.map((id) => [id, true] as const), ...withdraw.map((id) => [id, false] as const)])
    const done = await run({ role: role().code, grant, withdraw, expected })
    if (!done) pending.value = new Map()
    changed()
    return done?.changeRole?.__typename === 'CityRoleChanged' ? done.changeRole.role.version : undefined
  }
  async function changeWithUndo(wanted: Change, text: string): Promise<void> {
    const version = await change(wanted, role().version)
    if (version === undefined) return
    const undo = async (): Promise<void> => {
      if ((await change({ grant: wanted.withdraw, withdraw: wanted.grant }, version)) !== undefined)
        showToast(say('roles.restored'))
    }
    showToast(text, {
      undo: () => {
        void undo()
      },
    })
  }
  const differing = computed(() =>
    role().permissions.filter(({ granted, byDefault, lock }) => granted !== byDefault && !lock),
  )
  return {
    pending,
    busy,
    problem,
    set: ({ permission, title }, granted) =>
      changeWithUndo(
        granted ? { grant: [permission], withdraw: [] } : { grant: [], withdraw: [permission] },
        say(granted ? 'roles.granted' : 'roles.withdrawn', { role: role().title, title }),
      ),
    reset: () =>
      changeWithUndo(
        {
          grant: differing.value.filter(({ byDefault }) => byDefault).map(({ permission }) => permission),
          withdraw: differing.value.filter(({ byDefault }) => !byDefault).map(({ permission }) => permission),
        },
        say('roles.resetDone', { role: role().title }),
      ),
  }
}
