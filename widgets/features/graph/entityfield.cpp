#include "widgets/features/graph/entityfield.h"

#include "core/storage/graph/graphstore.h"

#include <QCompleter>
#include <QStringListModel>

namespace aisle {

namespace {
constexpr int kOffers = 12;
}

EntityField::EntityField(SessionPointer session, QWidget *parent)
    : QLineEdit(parent), m_session(std::move(session)), m_completer(new QCompleter(this)),
      m_offers(new QStringListModel(this))
{
    setClearButtonEnabled(true);
    m_completer->setModel(m_offers);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setMaxVisibleItems(kOffers);
    setCompleter(m_completer);
    connect(this, &QLineEdit::textEdited, this, &EntityField::search);
}

void EntityField::search(const QString &text)
{
    if (text.trimmed().isEmpty() || m_session->keys().usesPseudonyms())
        return m_offers->setStringList({});
    m_session->query<std::vector<QString>>(
        m_job,
        [text](const Project &project, JobContext &) { return GraphStore(project).namesLike(text.trimmed(), kOffers); },
        [this](Outcome<std::vector<QString>> outcome) {
            const auto *names = std::get_if<std::vector<QString>>(&outcome);
            if (!names || !hasFocus())
                return;
            m_offers->setStringList(QStringList(names->begin(), names->end()));
            m_completer->complete();
        });
}

} // namespace aisle
