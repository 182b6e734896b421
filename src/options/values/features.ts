import { show } from '../../base/problems.js';
import { commaList } from '../../schema/lists.js';

/** k6's experimental features. */
export const FEATURES = ['freeze-env', 'merge-run-tags', 'native-histograms'] as const;

/** An unknown name is said and passed over, as in k6. */
export const featureNames = commaList({
  placeholder: '<names>',
  read: (name, spot) => {
    if (!FEATURES.some((feature) => feature === name))
      spot.warn(`there is no feature ${show(name)}; there are ${FEATURES.join(', ')}`);
    return name;
  },
});
