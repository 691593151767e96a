#pragma once
#include "core/common/ids.h"
#include "core/storage/project.h"

#include <QString>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace aisle {

/// What the project knows of a product. Absent texts are empty.
struct ItemRecord
{
    ItemId id{};
    QString key;
    QString title;
    QString category;
    QString brand;
    std::optional<double> price;
    QString description;
    QString image;
    QString attributes;    ///< JSON object or empty
    bool isProduct = true; ///< false: postage, fees, vouchers; never learnt from or listed
};

struct UserRecord
{
    UserId id{};
    QString key;
    QString attributes; ///< JSON object or empty
};

/// Shoppers and products of a project.
class Catalogue
{
public:
    explicit Catalogue(const Project &project) : m_project(project) {}

    std::int64_t userCount() const;
    std::int64_t itemCount() const;
    std::int64_t itemsWithTitle() const;

    std::optional<ItemRecord> item(ItemId id) const;
    std::optional<UserRecord> user(UserId id) const;
    std::optional<ItemId> findItem(const QString &key) const;
    std::optional<UserId> findUser(const QString &key) const;
    std::vector<ItemRecord> items(std::span<const ItemId> ids) const; ///< in the order asked; unknown ids are left out

    std::vector<std::int64_t> itemIds() const; ///< all, ascending
    std::vector<std::int64_t> userIds() const;
    /// All keys by ascending id; for vocabularies.
    std::vector<std::pair<ItemId, std::string>> itemKeys() const;
    std::vector<std::pair<UserId, std::string>> userKeys() const;
    /// What is known of shoppers besides their keys, JSON objects by ascending id; those without are left out.
    std::vector<std::pair<UserId, QString>> userAttributes() const;
    std::vector<ItemId> notProducts() const;
    std::vector<QString> images() const; ///< what the products that have a picture call it, by ascending id

    void setIsProduct(std::span<const ItemId> ids, bool isProduct);

private:
    const Project &m_project;
};

} // namespace aisle
