import type { Property } from '../element.js';
import { below } from '../walks.js';
import { address, all, CROSS_ORIGIN, flag, form, REFERRER_POLICY, text, whole, word } from './properties.js';

/** Audio and video. */
export const media: Readonly<Record<string, Property>> = {
  autoplay: flag('autoplay'),
  controls: flag('controls'),
  crossOrigin: CROSS_ORIGIN,
  currentSrc: text('src'),
  defaultMuted: flag('muted'),
  loop: flag('loop'),
  mediaGroup: text('mediagroup'),
  muted: flag('muted'),
  preload: word('preload', ['none', 'metadata', 'auto'], 'auto'),
  src: address('src'),
  textTracks: all('track'),
};

export const image: Readonly<Record<string, Property>> = {
  alt: text('alt'),
  crossOrigin: CROSS_ORIGIN,
  currentSrc: address('src'),
  height: whole('height'),
  isMap: flag('ismap'),
  name: text('name'),
  referrerPolicy: REFERRER_POLICY,
  sizes: text('sizes'),
  src: address('src'),
  srcset: text('srcset'),
  useMap: text('usemap'),
  width: whole('width'),
};

export const canvas: Readonly<Record<string, Property>> = { height: whole('height', 150), width: whole('width', 150) };

export const embed: Readonly<Record<string, Property>> = {
  height: text('height'),
  src: text('src'),
  type: text('type'),
  width: text('width'),
};

export const iframe: Readonly<Record<string, Property>> = {
  allowfullscreen: flag('allowfullscreen'),
  height: text('height'),
  name: text('name'),
  referrerPolicy: REFERRER_POLICY,
  src: address('src'),
  width: text('width'),
};

/** k6 finds the images of a map by its id, browsers by its name. */
export const map: Readonly<Record<string, Property>> = {
  areas: all('area'),
  images: (node, page) =>
    below([node.root], (one) => one.name === 'img' && one.attribute('usemap') === `#${node.attribute('id')}`).map(
      (one) => page.element(one),
    ),
  name: text('name'),
};

export const object: Readonly<Record<string, Property>> = {
  data: address('data'),
  form,
  height: text('height'),
  name: text('name'),
  tabIndex: whole('tabindex'),
  type: text('type'),
  typeMustMatch: flag('typemustmatch'),
  useMap: text('usemap'),
  width: text('width'),
};

export const source: Readonly<Record<string, Property>> = {
  keySystem: text('keysystem'),
  media: text('media'),
  sizes: text('sizes'),
  src: address('src'),
  srcset: text('srcset'),
  type: text('type'),
};

export const track: Readonly<Record<string, Property>> = {
  default: flag('default'),
  kind: word('kind', ['captions', 'chapters', 'descriptions', 'metadata'], 'subtitle'),
  label: text('label'),
  src: address('src'),
  srclang: text('srclang'),
};
