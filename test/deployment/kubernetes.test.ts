import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { SETTINGS } from '../../src/config.ts'
import { type Manifest, readLayer, readManifests } from './manifests.ts'
import { unknownFields } from './unknown-fields.ts'

const ROOT = fileURLToPath(new URL('../../deploy/kubernetes', import.meta.url))
const ROLES = ['bot', 'mail', 'web', 'worker']

const base = readLayer(join(ROOT, 'base'))
const example = readLayer(join(ROOT, 'overlays', 'example'))
const objects = base.files.flatMap((file) => readManifests(join(base.folder, file)))
const own = example.kustomization.resources.filter((name) => name.endsWith('.yaml'))
const added = own.flatMap((file) => readManifests(join(example.folder, file)))
const patches = (example.kustomization.patches ?? []).flatMap(({ path }) => readManifests(join(example.folder, path)))

const ofKind = (kind: string) => objects.filter((object) => object.kind === kind)
const titled = (list: readonly Manifest[]) =>
  list.map((object) => [`${object.kind} ${object.metadata.name}`, object] as const)

/** The pod of whatever runs one. */
function podOf(object: Manifest) {
  return object.kind === 'CronJob' ? object.spec.jobTemplate.spec.template : object.spec.template
}
const workloads = objects.filter(({ kind }) => ['Deployment', 'Job', 'CronJob'].includes(kind))
const pods = workloads.map((object) => [`${object.kind} ${object.metadata.name}`, podOf(object)] as const)

/** Throws when a required field is missing or a value has the wrong type. */
async function validate(object: Manifest): Promise<void> {
  const kinds = await import(/* @vite-ignore */ `kubernetes-models/${object.apiVersion}`)
  new kinds[object.kind](object).validate()
}

describe('the kustomizations', () => {
  it('name every file of their folders and nothing that is not there', () => {
    expect(base.kustomization.resources.toSorted()).toEqual(base.files.toSorted())
    const named = [...own, ...(example.kustomization.patches ?? []).map(({ path }) => path)]
    expect(named.toSorted()).toEqual(example.files.toSorted())
    expect(example.kustomization.resources).toContain('../../base')
  })

  it('patch what is there, and name the image that is used', () => {
    for (const { apiVersion, kind, metadata } of patches) {
      expect(objects).toContainEqual(
        expect.objectContaining({ apiVersion, kind, metadata: expect.objectContaining({ name: metadata.name }) }),
      )
    }
    const images = new Set(pods.flatMap(([, pod]) => pod.spec.containers.map(({ image }: { image: string }) => image)))
    expect([...images]).toEqual(example.kustomization.images?.map(({ name }) => name))
  })
})

describe('the manifests', () => {
  it.each(titled([...objects, ...added]))(
    '%s has the fields it must have, and none that nobody knows',
    async (_, object) => {
      await validate(object)
      expect(unknownFields(object)).toEqual([])
    },
  )

  it.each(titled(patches))('the patch of %s has no field that nobody knows', (_, object) => {
    expect(unknownFields(object)).toEqual([])
  })

  it('would be refused with a wrong type, a missing field or a misspelt one', async () => {
    const [bot] = ofKind('Deployment')
    const broken = (change: (copy: Manifest) => void): Manifest => {
      const copy = structuredClone(bot)
      if (copy === undefined) throw new Error('there is a Deployment')
      change(copy)
      return copy
    }
    await expect(validate(broken(({ spec }) => (spec.replicas = 'two')))).rejects.toThrow()
    await expect(validate(broken(({ spec }) => delete spec.selector))).rejects.toThrow()
    const misspelt = broken(({ spec }) => (spec.template.spec.containers[0].prots = []))
    expect(unknownFields(misspelt)).toEqual(['spec.template.spec.containers[0].prots'])
    const deep = broken(({ spec }) => (spec.template.spec.containers[0].livenessProbe.httpGet.prot = 1))
    expect(unknownFields(deep)).toEqual(['spec.template.spec.containers[0].livenessProbe.httpGet.prot'])
  })

  it('hold no secret, and only settings that the program knows', () => {
    expect(ofKind('Secret')).toEqual([])
    const known: string[] = SETTINGS.map(({ name }) => name)
    const set = [...ofKind('ConfigMap'), ...patches.filter(({ kind }) => kind === 'ConfigMap')]
    const names = set.flatMap(({ data }) => Object.keys(data))
    expect(names.filter((name) => !known.includes(name) && !name.startsWith('OTEL_'))).toEqual([])
    expect(names.filter((name) => /TOKEN|SECRET|KEY|DATABASE_URL/.test(name))).toEqual([])
  })
})

describe('the pods', () => {
  it.each(pods)('%s pass the restricted profile, cannot write beside themselves and have limits', (_, { spec }) => {
    expect(spec.automountServiceAccountToken).toBe(false)
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } })
    expect(spec.securityContext.runAsUser).toBeGreaterThanOrEqual(10_000)
    expect(spec.hostNetwork ?? spec.hostPID ?? spec.hostIPC).toBeUndefined()
    for (const volume of spec.volumes) expect(['emptyDir', 'persistentVolumeClaim']).toContain(Object.keys(volume)[1])
    for (const container of spec.containers) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
      expect(container.resources).toMatchObject({
        requests: { cpu: expect.anything() },
        limits: { memory: expect.anything() },
      })
    }
  })

  it('are one Deployment for each role, alive without PostgreSQL and Telegram and ready only with them', () => {
    const deployments = ofKind('Deployment')
    expect(deployments.map(({ metadata }) => metadata.name).toSorted()).toEqual(ROLES)
    for (const { metadata, spec } of deployments) {
      const [container] = spec.template.spec.containers
      expect(container.env).toEqual([{ name: 'ROLES', value: metadata.name }])
      expect(
        [container.startupProbe, container.livenessProbe, container.readinessProbe].map(({ httpGet }) => httpGet),
      ).toEqual([
        { path: '/healthz', port: 'metrics' },
        { path: '/healthz', port: 'metrics' },
        { path: '/readyz', port: 'metrics' },
      ])
      expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(20)
    }
  })

  it('are what services, autoscalers, disruption budgets, network policies and routes point to', () => {
    const deployments = new Map(ofKind('Deployment').map((object) => [object.metadata.name, object]))
    const component = (labels: Record<string, string>) => labels['app.kubernetes.io/component'] ?? ''
    for (const { metadata, spec } of deployments.values()) {
      expect(component(spec.selector.matchLabels)).toBe(metadata.name)
      expect(component(spec.template.metadata.labels)).toBe(metadata.name)
    }
    const portsOf = (name: string) =>
      deployments.get(name)?.spec.template.spec.containers[0].ports.map((port: { name: string }) => port.name)
    for (const { spec } of ofKind('Service')) {
      expect(portsOf(component(spec.selector))).toContain(spec.ports[0].targetPort)
    }
    const scaled = ofKind('HorizontalPodAutoscaler').map(({ spec }) => spec.scaleTargetRef.name)
    // Whoever is scaled says nothing of replicas: an update would set them back.
    for (const [name, { spec }] of deployments) expect(spec.replicas === undefined).toBe(scaled.includes(name))
    expect(
      ofKind('PodDisruptionBudget')
        .map(({ spec }) => component(spec.selector.matchLabels))
        .toSorted(),
    ).toEqual(ROLES)
    const services = ofKind('Service').map(({ metadata }) => metadata.name)
    const routed = added.flatMap(({ spec }) =>
      spec.rules[0].http.paths.map(({ backend }: Manifest) => backend.service.name),
    )
    expect(routed.filter((name) => !services.includes(name))).toEqual([])
  })

  it('get nothing and reach nothing that is not named', () => {
    const all = ofKind('NetworkPolicy').find(({ metadata }) => metadata.name === 'nothing-by-default')
    expect(all?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })
    const ports = ofKind('NetworkPolicy').flatMap(({ spec }) =>
      (spec.egress ?? []).flatMap((rule: Manifest) => rule.ports),
    )
    expect(new Set(ports.map(({ port }) => port))).toEqual(new Set([53, 5432, 443, 4318, 993, 143]))
    // From outside come pages and metrics, and each from one place.
    for (const rule of ofKind('NetworkPolicy').flatMap(({ spec }) => spec.ingress ?? [])) {
      expect(rule.from).toHaveLength(1)
    }
  })
})
