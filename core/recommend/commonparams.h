#pragma once
#include "core/params/paramtable.h"

namespace aisle {

/// Declarations that recommenders of several families share: each adds its parameter to a table of such parameters.

template <class Params>
ParamTable<Params> withFactors(ParamTable<Params> table)
{
    table.add("factors", static_cast<int Params::*>(&Params::factors),
              {QT_TRANSLATE_NOOP("Param", "Factors"),
               QT_TRANSLATE_NOOP("Param", "Length of a shopper's and a product's vector.")},
              {1, 1024, ParamScale::PowerOfTwo});
    return table;
}

/// @param help  what an epoch is, to be translated
template <class Params>
ParamTable<Params> withEpochs(ParamTable<Params> table, const char *help)
{
    table.add("epochs", static_cast<int Params::*>(&Params::epochs), {QT_TRANSLATE_NOOP("Param", "Epochs"), help},
              {0, 10000, ParamScale::Log, false});
    return table;
}

} // namespace aisle
