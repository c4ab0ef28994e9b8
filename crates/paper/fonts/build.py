#!/usr/bin/env python3
"""Makes the fonts beside this file smaller: the scripts and the features that paper sets, nothing else.

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    apt-get download fonts-noto-core && dpkg -x fonts-noto-core_*.deb noto
    pip install fonttools brotli
    python3 build.py package/web noto/usr/share/fonts/truetype/noto
"""

import pathlib
import sys

from fontTools import subset

LATIN_GREEK_CYRILLIC = (
    "U+0020-007E,U+00A0-052F,U+1E00-1EFF,U+2000-206F,U+2070-209F,U+20A0-20C0,U+2100-218F,U+2190-2199,"
    "U+2200-22FF,U+2500-2503,U+25A0-25FF,U+2605,U+2606,U+2610-2612,U+2713,U+2717,U+FB00-FB06"
)
ARABIC = "U+0020,U+0600-06FF,U+0750-077F,U+200C-200F,U+FDF2,U+FDFA,U+FDFB"
HERE = pathlib.Path(__file__).parent


def keep_figures_only(font):
    """Figures of one width stand in columns; hyphens and dots of that width tear codes and dates apart."""
    table = font["GSUB"].table
    figures = {font.getBestCmap().get(code) for code in range(0x30, 0x3A)}
    for feature in table.FeatureList.FeatureRecord:
        if feature.FeatureTag == "tnum":
            for index in feature.Feature.LookupListIndex:
                for lookup in table.LookupList.Lookup[index].SubTable:
                    one = getattr(lookup, "ExtSubTable", lookup)
                    one.mapping = {old: new for old, new in one.mapping.items() if old in figures}


def shrink(source, target, unicodes, features):
    options = subset.Options()
    options.layout_features = features.split()
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(unicodes))
    subsetter.subset(font)
    # What no font has is drawn as U+25A1, so the place that layout keeps for it must be as wide as that.
    box = font.getBestCmap().get(0x25A1)
    if box:
        font["hmtx"][".notdef"] = (font["hmtx"][box][0], font["hmtx"][".notdef"][1])
    keep_figures_only(font)
    font.flavor = None
    font.save(HERE / target)


inter, noto = (pathlib.Path(folder) for folder in sys.argv[1:3])
for weight in ("Regular", "SemiBold"):
    shrink(inter / f"Inter-{weight}.woff2", f"Inter-{weight}.ttf", LATIN_GREEK_CYRILLIC, "ccmp kern locl mark mkmk tnum")
shrink(
    noto / "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    ARABIC,
    "calt ccmp fina init isol kern locl mark medi mkmk rlig",
)
