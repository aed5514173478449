import { expect, test } from 'vitest'
import { brandStyle, contrast } from './brand-style.ts'

type Rgb = readonly [number, number, number]

const colours = (style: string): Map<string, Rgb> =>
  new Map(
    [...style.matchAll(/--([\w-]+):#(\w{2})(\w{2})(\w{2})/g)].map(([, name = '', r = '', g = '', b = '']) => [
      name,
      [parseInt(r, 16), parseInt(g, 16), parseInt(b, 16)],
    ]),
  )

test('whatever colour a city picks, words stay readable in both lights', () => {
  for (const colour of ['#1f5b3f', '#15447f', '#ffd400', '#ff6f61', '#000000', '#ffffff', '#8a8a8a']) {
    const made = colours(brandStyle({ colour, onColour: '#ffffff' }))
    expect(contrast(made.get('brand')!, made.get('on-brand')!), colour).toBeGreaterThanOrEqual(4.5)
    expect(contrast(made.get('brand-ink')!, [251, 249, 244]), colour).toBeGreaterThanOrEqual(4.5)
    expect(contrast(made.get('brand-ink')!, made.get('brand-wash')!), colour).toBeGreaterThanOrEqual(4.5)
    expect(contrast(made.get('brand-ink-dark')!, [21, 24, 26]), colour).toBeGreaterThanOrEqual(4.5)
    expect(contrast(made.get('brand-ink-dark')!, made.get('brand-wash-dark')!), colour).toBeGreaterThanOrEqual(4.5)
  }
})

test('a colour that is none cannot break out of the style', () => {
  expect(brandStyle({ colour: '#fff}body{display:none', onColour: 'red' })).toMatch(
    /^@layer tokens\{:root:root\{(--[\w-]+:#[0-9a-f]{6};?)+\}\}$/,
  )
})
