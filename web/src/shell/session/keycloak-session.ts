import { computed, ref, shallowRef } from 'vue'
import type Keycloak from 'keycloak-js'
import type { Me, Session } from '@vmeste/web'
import { dropKept, keepAnswer, keptAnswer } from '../../kit/graph/kept-answers.ts'
import type { Boot } from '../../boot.ts'

/** Says only that somebody was signed in here, so that everyone else never loads the sign-in code. */
const hint = 'vmeste.signed-in'
/** Private mode keeps nothing, and says so by throwing. */
const quietly = <T>(work: (store: Storage) => T): T | null => {
  try {
    return work(localStorage)
  } catch {
    return null
  }
}
const storage = {
  get: () => quietly((store) => store.getItem(hint)),
  set: () => quietly((store) => store.setItem(hint, '1')),
  drop: () => {
    dropKept()
    quietly((store) => store.removeItem(hint))
  },
  /** For another tab: the one that the link of a letter opens. */
  comeBackTo: (path: string) => quietly((store) => store.setItem('vmeste.return', path)),
}

export interface StartedSession extends Session {
  /** Takes in the answer of a sign-in, or finds out silently whether one exists. */
  readonly start: () => Promise<void>
  /** Asks again who this is: rights may have changed. */
  readonly reload: () => Promise<void>
}

/** How long a request waits to learn who sends it, in ms. */
const patience = 4_000

/**
 * @param identity what the platform said about its identity provider
 * @param askMe the platform's own word on who the token is and what it may do here
 * @param city where people come from when they sign in
 */
export function createSession(
  identity: Boot['identity'],
  askMe: () => Promise<Me | undefined>,
  city: string,
): StartedSession {
  const me = shallowRef<Me>()
  const settled = ref(false)
  let keycloak: Keycloak | undefined
  /** Whether the door has said yes or no. A check that was cut off, by whoever clicks on at once, has said neither. */
  let answered = false
  const redirectUri = () => location.origin + identity.redirectPath

  let loading: Promise<Keycloak> | undefined
  const load = (): Promise<Keycloak> =>
    (loading ??= network()
      .then(begin)
      .catch((error: unknown) => {
        loading = undefined
        throw error
      }))
  const begin = async (): Promise<Keycloak> => {
    // older phones lack it and keycloak-js leans on it
    if (!('withResolvers' in Promise)) addWithResolvers()
    const { default: Constructor } = await import('keycloak-js')
    keycloak = new Constructor({ url: identity.url, realm: identity.realm, clientId: identity.clientId })
    keycloak.onAuthLogout = () => {
      storage.drop()
      me.value = undefined
    }
    answered = await keycloak
      .init({
        onLoad: 'check-sso',
        silentCheckSsoRedirectUri: redirectUri(),
        silentCheckSsoFallback: false,
        redirectUri: redirectUri(),
        pkceMethod: 'S256',
        checkLoginIframe: true,
        ...(identity.scope ? { scope: identity.scope } : {}),
      })
      .then(
        () => true,
        () => false,
      )
    return keycloak
  }
  const own = `${city}.me`
  const reload = async (): Promise<void> => {
    me.value = await askMe().catch(() => me.value)
    keepAnswer(own, me.value ?? null)
  }

  const home = identity.origin === location.origin ? undefined : identity.origin
  const signIn = async (path = location.pathname + location.search, broker?: string): Promise<void> => {
    // a page that cannot sign anybody in leads to where that is explained
    if (!isSecureContext || home) {
      location.assign(`/c/${city}/account`)
      return
    }
    sessionStorage.setItem('vmeste.return', path)
    storage.comeBackTo(path)
    const address = await (
      await load()
    ).createLoginUrl({
      redirectUri: redirectUri(),
      locale: document.documentElement.lang,
      ...(broker ? { idpHint: broker } : {}),
    })
    // so that the door shows the city one comes from; Keycloak passes over what it does not know
    location.assign(`${address}&city=${encodeURIComponent(city)}`)
  }

  return {
    me,
    settled,
    isStaff: computed(() => me.value?.roles.some((role) => role !== 'citizen' && role !== 'guest') ?? false),
    can: (permission) => permission === undefined || (me.value?.permissions.includes(permission) ?? false),
    reload,
    async start() {
      // whoever has just chosen a password by the link of an invitation: the door knows them and lets them through
      if (location.hash === '#sign-in') {
        history.replaceState(history.state, '', location.pathname + location.search)
        return signIn()
      }
      const returned = /[#&](state|error)=/.test(location.hash)
      if (returned || storage.get()) {
        // without a network nobody can be asked, and whoever was here a moment ago works on with what they have seen
        if (!navigator.onLine) {
          me.value = keptAnswer(own) as Me | undefined
          settled.value = true
        }
        const { authenticated } = await load()
        if (authenticated) {
          storage.set()
          await reload()
        } else if (answered) storage.drop()
      }
      settled.value = true
    },
    home,
    brokers: identity.brokers ?? [],
    signIn,
    async signOut(path = location.pathname.split('/').slice(0, 3).join('/') + '/') {
      sessionStorage.setItem('vmeste.return', path)
      storage.drop()
      await (await load()).logout({ redirectUri: redirectUri() })
    },
    async renew() {
      await (await load()).updateToken(-1)
      await reload()
    },
    async token() {
      // whoever was signed in a moment ago still is: what they touch before that is certain must not go out as a
      // stranger's
      if (loading && navigator.onLine)
        await Promise.race([loading.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, patience))])
      if (!keycloak?.authenticated) return undefined
      try {
        await keycloak.updateToken(30)
      } catch {
        if (keycloak.isTokenExpired()) return undefined
      }
      return keycloak.token
    },
  }
}

/** At once, or as soon as there is one. */
const network = async (): Promise<unknown> =>
  navigator.onLine || new Promise((resolve) => addEventListener('online', resolve, { once: true }))

function addWithResolvers(): void {
  Object.defineProperty(Promise, 'withResolvers', {
    value: <T>() => {
      let resolve!: (value: T | PromiseLike<T>) => void, reject!: (reason?: unknown) => void
      const promise = new Promise<T>((ok, no) => {
        resolve = ok
        reject = no
      })
      return { promise, resolve, reject }
    },
  })
}
