import { computed, reactive, ref, type ComputedRef, type Reactive, type Ref } from 'vue'
import { useMe, useMutation, useText, type ProblemData } from '@vmeste/web'
import { inviteStaffMutation, saveStaffMemberMutation, type InviteStaffMutation } from '../../../../operations.gen.ts'
import type { Colleague } from './use-people.ts'

type Invited = Extract<InviteStaffMutation['inviteStaff'], { readonly __typename: 'StaffInvited' }>

export interface InvitationForm {
  givenName: string
  familyName: string
  email: string
  position: string
  roles: readonly string[]
  departments: readonly string[]
}

export interface UseInvitation {
  readonly form: Reactive<InvitationForm>
  readonly invited: Ref<Invited | undefined>
  /** The account is there; the directory does not know it yet. */
  readonly halfDone: ComputedRef<boolean>
  readonly busy: ComputedRef<boolean>
  readonly problem: ComputedRef<ProblemData | undefined>
  readonly send: () => Promise<boolean>
  /** The second step again. */
  readonly repeat: () => Promise<boolean>
}

/** Two steps behind one button: the account with its letter, then position and departments in the city's directory. */
export function useInvitation(again: Colleague | undefined): UseInvitation {
  const { say } = useText()
  const { can } = useMe()
  const inviting = useMutation(inviteStaffMutation)
  const saving = useMutation(saveStaffMemberMutation)
  const [givenName = '', ...rest] = (again?.name ?? '').split(' ')
  const form = reactive<InvitationForm>({
    givenName,
    familyName: rest.join(' '),
    email: again?.email ?? '',
    position: again?.member?.position ?? '',
    roles: again?.roles ?? [],
    departments: again?.member?.departments.map(({ id }) => id) ?? [],
  })
  const invited = ref<Invited>()
  const noRole = ref(false)
  const repeat = async (): Promise<boolean> => {
    if (!can('civic.directory.change')) return true
    const name = `${form.givenName.trim()} ${form.familyName.trim()}`.trim()
    return (
      (await saving.run({
        input: { person: invited.value!.account.person, name, position: form.position, departments: form.departments },
      })) !== undefined
    )
  }
  return {
    form,
    invited,
    repeat,
    halfDone: computed(() => invited.value !== undefined && saving.problem.value !== undefined),
    busy: computed(() => inviting.busy.value || saving.busy.value),
    problem: computed(() =>
      noRole.value
        ? {
            code: 'INPUT_INVALID',
            message: say('people.chooseRole'),
            fields: [{ path: 'input.roles', code: 'TOO_SMALL', message: say('people.chooseRole') }],
          }
        : atItsField(inviting.problem.value),
    ),
    async send() {
      noRole.value = form.roles.length === 0
      if (noRole.value) return false
      const { givenName: given, familyName, email, roles } = form
      const done = (await inviting.run({ input: { givenName: given, familyName, email, roles } }))?.inviteStaff
      if (done?.__typename !== 'StaffInvited') return false
      invited.value = done
      return repeat()
    },
  }
}

/** A refusal of the whole that says which field it means is shown there too. */
const atItsField = (problem: ProblemData | undefined): ProblemData | undefined =>
  problem?.path && !problem.fields?.length
    ? { ...problem, fields: [{ path: problem.path, code: problem.code, message: problem.message }] }
    : problem
