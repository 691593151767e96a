#include "core/dataset/sidefacts.h"

#include "core/dataset/dataset.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <limits>

namespace aisle {

std::vector<std::string> attributeWords(const QString &json)
{
    std::vector<std::string> words;
    const auto object = QJsonDocument::fromJson(json.toUtf8()).object();
    const auto add = [&](const QString &name, const QJsonValue &value) {
        const auto text = value.toVariant().toString().trimmed();
        if (!text.isEmpty())
            words.push_back((name + QLatin1Char('=') + text).toStdString());
    };
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member->isArray())
            for (const auto &one : member->toArray())
                add(member.key(), one);
        else
            add(member.key(), *member);
    }
    return words;
}

namespace {

template <class Values, class IsEmpty>
void dropWhenEmpty(Values &values, const IsEmpty &isEmpty)
{
    if (std::all_of(values.begin(), values.end(), isEmpty))
        values.clear();
}

void readUsers(const Catalogue &catalogue, const Dataset &dataset, SideFacts &facts)
{
    for (const auto &[id, json] : catalogue.userAttributes()) {
        if (const auto user = dataset.findUser(id))
            facts.userAttributes[user->value] = attributeWords(json);
    }
}

/// What is known of nobody is not there.
void dropWhatIsEmpty(SideFacts &facts)
{
    const auto isEmpty = [](const auto &value) { return value.empty(); };
    for (auto *texts : {&facts.titles, &facts.categories, &facts.brands, &facts.descriptions})
        dropWhenEmpty(*texts, isEmpty);
    dropWhenEmpty(facts.itemAttributes, isEmpty);
    dropWhenEmpty(facts.userAttributes, isEmpty);
    dropWhenEmpty(facts.prices, [](float price) { return std::isnan(price); });
}

} // namespace

SideFacts SideFacts::ofItems(const Project &project, std::span<const ItemId> ids, JobContext &job)
{
    constexpr std::size_t kBlock = 4096;
    const auto items = ids.size();
    const Catalogue catalogue(project);
    SideFacts facts{.itemKeys = {},
                    .titles = std::vector<std::string>(items),
                    .categories = std::vector<std::string>(items),
                    .brands = std::vector<std::string>(items),
                    .descriptions = std::vector<std::string>(items),
                    .prices = std::vector<float>(items, std::numeric_limits<float>::quiet_NaN()),
                    .itemAttributes = std::vector<std::vector<std::string>>(items),
                    .userAttributes = {}};
    std::size_t at = 0; // both are in the order asked
    for (std::size_t begin = 0; begin < items; begin += kBlock) {
        job.checkpoint();
        for (const auto &item : catalogue.items(ids.subspan(begin, std::min(kBlock, items - begin)))) {
            while (ids[at] != item.id)
                ++at;
            facts.titles[at] = item.title.toStdString();
            facts.categories[at] = item.category.toStdString();
            facts.brands[at] = item.brand.toStdString();
            facts.descriptions[at] = item.description.toStdString();
            if (item.price)
                facts.prices[at] = static_cast<float>(*item.price);
            facts.itemAttributes[at] = attributeWords(item.attributes);
        }
    }
    return facts;
}

std::shared_ptr<const SideFacts> SideFacts::load(const Project &project, const Dataset &dataset, JobContext &job)
{
    auto facts = ofItems(project, dataset.itemIds, job);
    facts.itemKeys = dataset.itemKeys;
    facts.userAttributes.resize(dataset.userIds.size());
    readUsers(Catalogue(project), dataset, facts);
    dropWhatIsEmpty(facts);
    return std::make_shared<const SideFacts>(std::move(facts));
}

} // namespace aisle
