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

namespace {

/// The members of a JSON object as "name=value"; a list gives one a member.
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

template <class Values, class IsEmpty>
void dropWhenEmpty(Values &values, const IsEmpty &isEmpty)
{
    if (std::all_of(values.begin(), values.end(), isEmpty))
        values.clear();
}

void readItems(const Catalogue &catalogue, const Dataset &dataset, SideFacts &facts, JobContext &job)
{
    constexpr std::size_t kBlock = 4096;
    const auto items = dataset.itemIds.size();
    for (std::size_t begin = 0; begin < items; begin += kBlock) {
        job.checkpoint();
        const auto ids = std::span(dataset.itemIds).subspan(begin, std::min(kBlock, items - begin));
        for (const auto &item : catalogue.items(ids)) {
            const auto at = dataset.findItem(item.id)->value;
            facts.titles[at] = item.title.toStdString();
            facts.categories[at] = item.category.toStdString();
            facts.brands[at] = item.brand.toStdString();
            facts.descriptions[at] = item.description.toStdString();
            if (item.price)
                facts.prices[at] = static_cast<float>(*item.price);
            facts.itemAttributes[at] = attributeWords(item.attributes);
        }
    }
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

std::shared_ptr<const SideFacts> SideFacts::load(const Project &project, const Dataset &dataset, JobContext &job)
{
    const auto items = dataset.itemIds.size();
    const Catalogue catalogue(project);
    SideFacts facts{.itemKeys = dataset.itemKeys,
                    .titles = std::vector<std::string>(items),
                    .categories = std::vector<std::string>(items),
                    .brands = std::vector<std::string>(items),
                    .descriptions = std::vector<std::string>(items),
                    .prices = std::vector<float>(items, std::numeric_limits<float>::quiet_NaN()),
                    .itemAttributes = std::vector<std::vector<std::string>>(items),
                    .userAttributes = std::vector<std::vector<std::string>>(dataset.userIds.size())};
    readItems(catalogue, dataset, facts, job);
    readUsers(catalogue, dataset, facts);
    dropWhatIsEmpty(facts);
    return std::make_shared<const SideFacts>(std::move(facts));
}

} // namespace aisle
