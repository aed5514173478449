import { afterAll, beforeAll, describe } from 'vitest'
import { accountChecks } from './checks/accounts.ts'
import { addressChecks } from './checks/addresses.ts'
import { assuranceChecks } from './checks/assurance.ts'
import { attemptChecks } from './checks/attempts.ts'
import { browserChecks } from './checks/browser.ts'
import { cityRightsChecks } from './checks/city-rights.ts'
import { claimChecks } from './checks/claims.ts'
import { forgottenPasswordChecks } from './checks/forgotten-password.ts'
import { keyChecks } from './checks/keys.ts'
import { logoutTokenChecks } from './checks/logout-tokens.ts'
import { refreshChecks } from './checks/refresh.ts'
import { refusedTokenChecks } from './checks/refused-tokens.ts'
import { registrationChecks } from './checks/registration.ts'
import { secondStepChecks } from './checks/second-step.ts'
import { signInChecks } from './checks/sign-in.ts'
import { signOutChecks } from './checks/sign-out.ts'
import { unavailableChecks } from './checks/unavailable.ts'
import type { ContractProvider } from './provider.ts'

/** What "speaks Keycloak" means here: every check, on whichever provider. */
export function identityContract(start: () => Promise<ContractProvider>): void {
  let provider: ContractProvider
  const here = (): ContractProvider => provider
  beforeAll(async () => {
    provider = await start()
  }, 400_000)
  afterAll(() => provider.stop())

  describe('addresses', () => {
    addressChecks(here)
  })
  describe('signing in', () => {
    signInChecks(here)
  })
  describe('claims', () => {
    claimChecks(here)
  })
  describe('how surely somebody is known', () => {
    assuranceChecks(here)
  })
  describe('accounts', () => {
    accountChecks(here)
  })
  describe('rights in a city', () => {
    cityRightsChecks(here)
  })
  describe('refresh', () => {
    refreshChecks(here)
  })
  describe('tokens that are refused', () => {
    refusedTokenChecks(here)
  })
  describe('registration', () => {
    registrationChecks(here)
  })
  describe('a forgotten password', () => {
    forgottenPasswordChecks(here)
  })
  describe('a second step', () => {
    secondStepChecks(here)
  })
  describe('attempts', () => {
    attemptChecks(here)
  })
  describe('a session that has ended', () => {
    signOutChecks(here)
  })
  describe('a sign-out that is told', () => {
    logoutTokenChecks(here)
  })
  describe('a browser', () => {
    browserChecks(here)
  })
  describe('keys', () => {
    keyChecks(here)
  })
  describe('a provider that hangs', () => {
    unavailableChecks(here)
  })
}
