#pragma once
#include "core/common/ids.h"

#include <memory>
#include <string>
#include <vector>

namespace aisle {

class Dataset;
class JobContext;
class Project;

/// What is known of a dataset's products and shoppers besides their events. Rows are the dataset's; an array that the
/// project has nothing for is empty, an absent text is an empty string. UTF-8.
struct SideFacts
{
    std::vector<std::string> itemKeys;     ///< [items] as the log writes them; always there
    std::vector<std::string> titles;       ///< [items]
    std::vector<std::string> categories;   ///< [items]
    std::vector<std::string> brands;       ///< [items]
    std::vector<std::string> descriptions; ///< [items]
    std::vector<float> prices;             ///< [items] NaN where absent
    /// [items], [users]: every other attribute as "name=value"
    std::vector<std::vector<std::string>> itemAttributes;
    std::vector<std::vector<std::string>> userAttributes;

    bool hasText() const { return !titles.empty() || !descriptions.empty(); }
    bool hasAttributes() const { return !categories.empty() || !brands.empty() || !itemAttributes.empty(); }

    static std::shared_ptr<const SideFacts> load(const Project &project, const Dataset &dataset, JobContext &job);
};

} // namespace aisle
