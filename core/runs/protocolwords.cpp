#include "core/runs/protocolwords.h"

#include "core/common/error.h"

namespace aisle {

const char *targetsName(Targets targets)
{
    switch (targets) {
    case Targets::All:
        return "all";
    case Targets::Next:
        return "next";
    case Targets::EachNext:
        return "each-next";
    }
    return "";
}

Targets targetsFromName(const QString &name)
{
    for (const auto targets : {Targets::All, Targets::Next, Targets::EachNext}) {
        if (name == QLatin1String(targetsName(targets)))
            return targets;
    }
    throw Error("targets.unknown", QT_TRANSLATE_NOOP("Error", "Targets cannot be %1: choose all, next or each-next."),
                {name});
}

const char *maskName(MaskSeen mask)
{
    return mask == MaskSeen::Yes ? "seen" : "none";
}

MaskSeen maskFromName(const QString &name)
{
    if (name == QLatin1String("seen"))
        return MaskSeen::Yes;
    if (name == QLatin1String("none"))
        return MaskSeen::No;
    throw Error("mask.unknown", QT_TRANSLATE_NOOP("Error", "The mask cannot be %1: choose seen or none."), {name});
}

} // namespace aisle
