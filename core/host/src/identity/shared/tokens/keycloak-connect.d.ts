/**
 * The part of keycloak-connect 26.1.1 that we use, typed by reading its source: the typings it ships
 * know neither `verify-token-audience` nor a token's content.
 */
declare module 'keycloak-connect' {
  export interface KeycloakToken {
    readonly token?: string
    readonly header?: unknown
    readonly content?: unknown
    readonly signature?: Buffer
    /** Header and payload as they were signed. */
    readonly signed?: string
  }

  export interface KeycloakGrant {
    access_token: KeycloakToken
  }

  export interface GrantManager {
    readonly clientId: string
    readonly realmUrl: string
    notBefore: number
    rotation: { getJWK(kid: string): Promise<unknown>; clearCache(): void }
    validateToken(token: KeycloakToken | undefined, type: string): Promise<KeycloakToken>
    validateGrant(grant: KeycloakGrant): Promise<KeycloakGrant>
    createGrant(tokens: { access_token: string }): Promise<KeycloakGrant>
  }

  export interface KeycloakConfig {
    readonly 'auth-server-url': string
    readonly realm: string
    readonly resource: string
    readonly 'bearer-only': true
    readonly 'verify-token-audience': true
    readonly 'ssl-required': 'external'
    readonly 'confidential-port': 0
  }

  export default class Keycloak {
    constructor(adapter: Record<string, never>, config: KeycloakConfig)
    readonly grantManager: GrantManager
  }
}
