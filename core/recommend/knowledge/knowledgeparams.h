#pragma once
#include "core/params/paramtable.h"

#include <string>

namespace aisle {

/// What learning the graph's own facts is set by.
struct FactParams
{
    double knowledgeWeight = 1;
    std::string translation = "transr";
};

template <class Params>
ParamTable<Params> withFacts(ParamTable<Params> table)
{
    table
        .add(
            "knowledge-weight", static_cast<double Params::*>(&Params::knowledgeWeight),
            {QT_TRANSLATE_NOOP("Param", "Weight of the facts"),
             QT_TRANSLATE_NOOP("Param", "Of learning which facts the knowledge graph has, beside ranking; 0: the facts "
                                        "are not learnt.")},
            {0, 100, ParamScale::Log})
        .add("translation", static_cast<std::string Params::*>(&Params::translation),
             {QT_TRANSLATE_NOOP("Param", "Translation"),
              QT_TRANSLATE_NOOP("Param", "How a relation leads from heads to tails: transe, by a vector; transr, in a "
                                         "space of its own.")},
             {"transr", "transe"});
    return table;
}

} // namespace aisle
