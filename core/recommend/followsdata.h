#pragma once
#include <map>
#include <string>

namespace aisle {

/// A recommender of which parameters may say "follow the data" instead of a value.
class FollowsData
{
public:
    virtual ~FollowsData() = default;
    /// The values that the last fit took for such parameters, by key; those that were given are not among them.
    virtual std::map<std::string, double> takenValues() const = 0;
};

} // namespace aisle
