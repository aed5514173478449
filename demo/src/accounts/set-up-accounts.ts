import type { IdentityUsers, User } from '@vmeste/host/identity'
import type { CityPlan } from '../plans/city-plan.ts'
import { inventedPeople, newUser, staffOf, type InventedPerson } from './demonstration-accounts.ts'

/** The account of an invented person: found, or made when it is missing. */
export async function accountOf(users: IdentityUsers, person: InventedPerson): Promise<User> {
  return (await users.find(person.username)) ?? users.create(newUser(person))
}

/** Accounts that belong to no city. */
export async function setUpPlatformAccounts(users: IdentityUsers): Promise<Map<string, User>> {
  const accounts = new Map<string, User>()
  for (const person of inventedPeople.filter(({ cityRole }) => !cityRole))
    accounts.set(person.username, await accountOf(users, person))
  return accounts
}

/** The staff of one city but its head, who is invited when everything is ready. */
export async function setUpStaffAccounts(users: IdentityUsers, plan: CityPlan): Promise<Map<string, User>> {
  const accounts = new Map<string, User>()
  const staff = staffOf(plan).filter(({ username }) => username !== headOf(plan.city.slug))
  for (const person of staff) accounts.set(person.username, await accountOf(users, person))
  return accounts
}

export const headOf = (slug: string): string => `head.${slug}`

/** The head's account is made last of all: that it exists says that the city is complete. */
export const isComplete = async (users: IdentityUsers, slug: string): Promise<boolean> =>
  (await users.find(headOf(slug))) !== undefined

export const inviteHead = (users: IdentityUsers, plan: CityPlan): Promise<User> =>
  accountOf(
    users,
    staffOf(plan).find(({ username }) => username === headOf(plan.city.slug))!,
  )
