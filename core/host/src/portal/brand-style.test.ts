import { expect, test } from 'vitest'
import { brandStyle, contrast } from './brand-style.ts'

const colours = (style: string) => Object.fromEntries([...style.matchAll(/--([\w-]+):#(\w{2})(\w{2})(\w{2})/g)].map(([, name, ...parts]) => [name, parts.map((part) => parseInt(part, 16)) as unknown as readonly [number, number, number]]))

test('whatever colour a city picks, words stay readable in both lights', () => {
  for (const colour of ['#1f5b3f', '#15447f', '#ffd400', '#ff6f61', '#000000', '#ffffff', '#8a8a8a']) {
    const made = colours(brandStyle({ colour, onColour: '#ffffff' }))
    expect(contrast(made['brand']!, made['on-brand']!), colour).toBeGreaterThanOrEqual(4.5)
    expect(contrast(made['brand-ink']!, [251, 249, 244]), colour).toBeGreaterThanOrEqual(4.5)
    expect(contrast(made['brand-ink']!, made['brand-wash']!), colour).toBeGreaterThanOrEqual(4.5)
    expect(contrast(made['brand-ink-dark']!, [21, 24, 26]), colour).toBeGreaterThanOrEqual(4.5)
    expect(contrast(made['brand-ink-dark']!, made['brand-wash-dark']!), colour).toBeGreaterThanOrEqual(4.5)
  }
})

test('a colour that is none cannot break out of the style', () => {
  expect(brandStyle({ colour: '#fff}body{display:none', onColour: 'red' })).toMatch(/^@layer tokens\{:root:root\{(--[\w-]+:#[0-9a-f]{6};?)+\}\}$/)
})
