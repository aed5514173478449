import { computed, ref, type ComputedRef } from 'vue'
import { useQuery, type UseQuery } from '@vmeste/web'
import { peopleQuery, type PeopleQuery } from '../../../../operations.gen.ts'

type Account = NonNullable<PeopleQuery['staffAccounts']>['nodes'][number]
type Member = NonNullable<PeopleQuery['staff']>[number]
export type StaffAct = NonNullable<PeopleQuery['staffLog']>[number]
export interface Option {
  readonly value: string
  readonly label: string
}

/** Somebody who works for the city: what the account says, and what the directory says. */
export interface Colleague extends Omit<Account, '__typename'> {
  readonly member: Member | undefined
}

export interface UsePeople {
  readonly rows: ComputedRef<readonly Colleague[]>
  readonly roles: ComputedRef<readonly Option[]>
  readonly departments: ComputedRef<readonly Option[]>
  readonly log: ComputedRef<readonly StaffAct[]>
  /** Title of a role; its code where the city has forgotten it. */
  readonly roleTitle: (code: string) => string
  /** Name behind a key, while anybody here knows it. */
  readonly nameOf: (person: string) => string | undefined
  readonly more: ComputedRef<(() => void) | undefined>
  readonly problem: UseQuery<PeopleQuery>['problem']
  readonly loading: ComputedRef<boolean>
  readonly refresh: () => void
}

/** Two books about the same people, read together: accounts with roles, and the directory with departments. */
export function usePeople(): UsePeople {
  const after = ref<string>()
  const earlier = ref<readonly Account[]>([])
  const { data, problem, loading, refresh } = useQuery(peopleQuery, () => ({ after: after.value ?? null }))
  const members = computed(() => new Map((data.value?.staff ?? []).map((member) => [member.person, member])))
  const page = computed(() => data.value?.staffAccounts?.nodes ?? [])
  const accounts = computed(() => [
    ...earlier.value.filter(({ person }) => !page.value.some((each) => each.person === person)),
    ...page.value,
  ])
  const rows = computed(() =>
    accounts.value.map((account): Colleague => ({ ...account, member: members.value.get(account.person) })),
  )
  const roles = computed(() => (data.value?.staffRoles ?? []).map(({ code, title }) => ({ value: code, label: title })))
  return {
    rows,
    roles,
    problem,
    departments: computed(() => (data.value?.departments ?? []).map(({ id, name }) => ({ value: id, label: name }))),
    log: computed(() => data.value?.staffLog ?? []),
    roleTitle: (code) => roles.value.find(({ value }) => value === code)?.label ?? code,
    nameOf: (person) => members.value.get(person)?.name ?? rows.value.find((row) => row.person === person)?.name,
    more: computed(() => {
      const next = data.value?.staffAccounts?.after
      return next
        ? () => {
            earlier.value = accounts.value
            after.value = next
          }
        : undefined
    }),
    loading: computed(() => loading.value && rows.value.length === 0),
    // after an act the list begins anew: what stood on earlier pages may be gone
    refresh: () => {
      if (after.value === undefined) refresh()
      else {
        earlier.value = []
        after.value = undefined
      }
    },
  }
}
