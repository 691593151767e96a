#pragma once
#include "core/common/ids.h"

#include <QString>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace aisle {

class Dataset;
class JobContext;
class Project;

/// The members of a JSON object as "name=value"; a list gives one a member.
std::vector<std::string> attributeWords(const QString &json);

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

    /// Of these products alone, aligned with them; what the catalogue does not have is empty.
    static SideFacts ofItems(const Project &project, std::span<const ItemId> ids, JobContext &job);
    static std::shared_ptr<const SideFacts> load(const Project &project, const Dataset &dataset, JobContext &job);
};

} // namespace aisle
