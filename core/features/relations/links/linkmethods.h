#pragma once
#include "core/params/paramspec.h"

#include <string>
#include <vector>

namespace aisle {

/// How a relation leads from a head to a tail.
enum class LinkMethod {
    TransE,   ///< tail near head + relation (Bordes et al. 2013)
    DistMult, ///< product head * relation * tail (Yang et al. 2015)
    ComplEx,  ///< the real part of that product over complex numbers, the tail conjugated (Trouillon et al. 2016)
    RotatE,   ///< tail near the head turned by the relation's angles (Sun et al. 2019)
};

/// What a method is called, and what it takes.
struct LinkMethodInfo
{
    std::string id; ///< transe distmult complex rotate
    LinkMethod method;
    const char *name;
    const char *summary;
    const char *paper;
    ParamSchema schema;
};

const std::vector<LinkMethodInfo> &linkMethods();
/// @throws Error links.unknown with the names that there are
const LinkMethodInfo &linkMethod(const std::string &id);

} // namespace aisle
