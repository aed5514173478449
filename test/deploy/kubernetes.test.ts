import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { knownVariables } from '../../core/cli/src/platform/known-variables.ts'
import { root, read } from '../workspace.ts'
import { watched } from './known-keys.ts'
import { hasTool, ran } from './tool.ts'

interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly [key: string]: unknown
}
type Validator = (value: unknown) => asserts value

/** By their files: Vite would want to know the names before. */
const models = join(root, 'node_modules/kubernetes-models')
const folder = 'deploy/kubernetes'
const manifestsIn = (text: string): Manifest[] => loadAll(text) as Manifest[]
const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml')
const plain = files.flatMap((name) => manifestsIn(read(`${folder}/${name}`)))

/** The published schema of its kind, and nothing that it does not know. */
async function faultsOf(manifest: Manifest): Promise<string[]> {
  const { [manifest.kind]: Kind } = (await import(
    /* @vite-ignore */ join(models, manifest.apiVersion, `${manifest.kind}.js`)
  )) as Record<string, new (data: unknown) => { validate: Validator }>
  const { value, unread } = watched(manifest)
  const model = Object.assign(Object.create(Kind!.prototype as object) as { validate: () => void }, {
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
  })
  for (const key of Object.keys(manifest))
    Object.defineProperty(model, key, {
      get: () => (value as Record<string, unknown>)[key],
      enumerable: true,
      configurable: true,
    })
  try {
    model.validate()
  } catch (error) {
    return [(error as Error).message]
  }
  return unread()
    .filter((path) => !/^\.(apiVersion|kind)$/.test(path))
    .map((path) => `${path} is not known`)
}

test.each(plain.map((each) => [each.kind, each] as const))('%s is what Kubernetes takes', async (_, manifest) => {
  expect(await faultsOf(manifest)).toEqual([])
})

test('the schemas see what is wrong, and the watch what is misspelt', async () => {
  const deployment = plain.find(({ kind }) => kind === 'Deployment')!
  const spec = deployment['spec'] as Record<string, unknown>
  expect(await faultsOf({ ...deployment, spec: { ...spec, replicas: '2' } })).toEqual([
    expect.stringContaining('replicas must be integer'),
  ])
  expect(await faultsOf({ ...deployment, spec: { ...spec, stategy: {} } })).toEqual(['.spec.stategy is not known'])
})

describe('the hosts', () => {
  const { template, ...spec } = plain.find(({ kind }) => kind === 'Deployment')!['spec'] as {
    template: { spec: Record<string, unknown> }
    [key: string]: unknown
  }
  const [host] = template.spec['containers'] as [Record<string, unknown>]
  test('are two, one of which may be restarted at a time', () => {
    expect(spec).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0 } } })
    expect(plain.find(({ kind }) => kind === 'PodDisruptionBudget')!['spec']).toMatchObject({ minAvailable: 1 })
    expect(host['readinessProbe']).toMatchObject({ httpGet: { path: '/health/ready' }, periodSeconds: 2 })
    expect(host['livenessProbe']).toMatchObject({ httpGet: { path: '/health/live' } })
  })
  test('may do nothing that they need not', () => {
    expect(template.spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    })
    expect(host['securityContext']).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
  })
  test('are reached by the ingress and by whoever reads the metrics, and reach where copies go', () => {
    const { ingress, egress } = plain.find(({ kind }) => kind === 'NetworkPolicy')!['spec'] as {
      ingress: { from: { namespaceSelector: { matchLabels: Record<string, string> } }[] }[]
      egress: { ports: { port: number | string }[] }[]
    }
    const labels = ingress.map(({ from }) => from.map(({ namespaceSelector }) => namespaceSelector.matchLabels))
    expect(labels).toEqual([[{ 'kubernetes.io/metadata.name': 'ingress-nginx' }], [{ 'vmeste-metrics': 'allowed' }]])
    const ports = egress.flatMap((each) => each.ports.map(({ port }) => port))
    expect(ports).toEqual(expect.arrayContaining([5432, 465, 587, 443, 9000]))
    for (const page of ['docs/operations.md', 'docs/ru/operations.md']) {
      const said = read(page).slice(read(page).indexOf('**Kubernetes.**'))
      for (const word of [
        '`VMESTE_PROXIES`',
        'vmeste-metrics=allowed',
        '9000',
        '`VMESTE_METRICS_TOKEN`',
        '`VMESTE_BACKUP=s3:',
      ])
        expect(said.slice(0, said.indexOf('\n## ')), `${page}: ${word}`).toContain(word)
    }
  })
  test('are told nothing that they would refuse', () => {
    // a service named vmeste would otherwise become VMESTE_SERVICE_HOST
    expect(template.spec['enableServiceLinks']).toBe(false)
    const told = [...read(`${folder}/kustomization.yaml`).matchAll(/- (\w+)=/g)].map(([, name]) => name)
    expect(told.length).toBeGreaterThan(2)
    expect(told.filter((name) => !(knownVariables as readonly string[]).includes(name!))).toEqual([])
    // whoever applies the example unchanged must not get a town with a secret that everybody knows
    const { stringData } = manifestsIn(read(`${folder}/secret.example.yaml`))[0] as unknown as {
      stringData: Record<string, string>
    }
    expect(stringData['VMESTE_SECRET']!.length).toBeLessThan(32)
  })
})

test.runIf(hasTool('kubectl', ['version', '--client'], `${folder} was not put together by kustomize`))(
  'kustomize puts them together, and leaves the selectors as they are',
  async () => {
    const { status, said } = ran('kubectl', ['kustomize', join(root, folder)])
    expect(status, said).toBe(0)
    const made = manifestsIn(said)
    expect(made.map(({ kind }) => kind).sort()).toEqual([
      'ConfigMap',
      'Deployment',
      'Ingress',
      'Namespace',
      'NetworkPolicy',
      'PersistentVolumeClaim',
      'PodDisruptionBudget',
      'Service',
    ])
    for (const each of made) expect(await faultsOf(each), each.kind).toEqual([])
    for (const kind of ['NetworkPolicy', 'PodDisruptionBudget'])
      expect(made.find((each) => each.kind === kind)!['spec']).toEqual(
        plain.find((each) => each.kind === kind)!['spec'],
      )
    expect(JSON.stringify(made.find(({ kind }) => kind === 'Deployment'))).toMatch(
      /"image":"registry\.example\.by\/vmeste:/,
    )
  },
)
