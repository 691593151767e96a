#include "core/features/encoders/tokenisers/specialframe.h"

#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <QJsonArray>
#include <algorithm>

namespace aisle {

std::vector<SpecialFrame::Place> SpecialFrame::templateOf(const TokeniserPart &part)
{
    std::vector<Place> places;
    int texts = 0;
    for (const auto &entry : part.value("single").toArray()) {
        const auto place = entry.toObject();
        const auto special = place.value(QStringLiteral("SpecialToken")).toObject();
        const auto sequence = place.value(QStringLiteral("Sequence")).toObject();
        const auto type = [](const QJsonObject &object) {
            return std::max(idOf(object.value(QStringLiteral("type_id"))), 0);
        };
        if (special.isEmpty()) {
            places.push_back({.id = -1, .type = type(sequence)});
            ++texts;
            continue;
        }
        const auto name = special.value(QStringLiteral("id")).toString();
        const auto tokens = part.part(part.value("special_tokens")).value(name.toUtf8().constData()).toObject();
        const auto ids = tokens.value(QStringLiteral("ids")).toArray();
        if (ids.isEmpty())
            part.refuse(QStringLiteral("its template has no ids for \"%1\"").arg(name));
        for (const auto &id : ids)
            places.push_back({.id = idOf(id), .type = type(special)});
    }
    if (texts != 1 || std::ranges::count(places, -1, &Place::id) != 1)
        part.refuse(QStringLiteral("its template does not have the text once, and ids for the rest"));
    return places;
}

/// [CLS] text [SEP], as BERT and RoBERTa name them.
std::vector<SpecialFrame::Place> SpecialFrame::pairOf(const TokeniserPart &part)
{
    const auto first = idOf(part.value("cls").toArray().at(1)), last = idOf(part.value("sep").toArray().at(1));
    if (first < 0 || last < 0)
        part.refuse(QStringLiteral("its %1 has no ids for cls and sep").arg(part.kind()));
    return {{.id = first}, {}, {.id = last}};
}

SpecialFrame SpecialFrame::read(const TokeniserPart &part)
{
    SpecialFrame frame;
    const auto kind = part.kind();
    if (kind == QStringLiteral("TemplateProcessing"))
        frame.m_places = templateOf(part);
    else if (kind == QStringLiteral("BertProcessing") || kind == QStringLiteral("RobertaProcessing"))
        frame.m_places = pairOf(part);
    else if (kind == QStringLiteral("Sequence"))
        for (const auto &step : part.value("processors").toArray())
            frame.put(read(part.part(step)));
    else if (kind != QStringLiteral("ByteLevel")) // which moves offsets only
        part.refuseKind("post-processor");
    return frame;
}

/// Puts `outer` around what is there.
void SpecialFrame::put(const SpecialFrame &outer)
{
    std::vector<Place> places;
    for (const auto &place : outer.m_places) {
        if (place.id >= 0)
            places.push_back(place);
        else
            for (auto within : m_places) {
                within.type = outer.added() > 0 ? place.type : within.type;
                places.push_back(within);
            }
    }
    m_places = std::move(places);
}

std::int32_t SpecialFrame::largestId() const
{
    return std::ranges::max(m_places, {}, &Place::id).id;
}

void SpecialFrame::frame(std::vector<std::int32_t> &ids, std::vector<std::int32_t> &types) const
{
    std::vector<std::int32_t> framed;
    framed.reserve(ids.size() + added());
    types.clear();
    for (const auto &place : m_places) {
        if (place.id >= 0)
            framed.push_back(place.id);
        else
            framed.insert(framed.end(), ids.begin(), ids.end());
        types.resize(framed.size(), place.type);
    }
    ids = std::move(framed);
}

} // namespace aisle
