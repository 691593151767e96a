#pragma once
#include "models/projectsession.h"

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace aisle {

/// A field where an entity of the graph is typed by its name, or a product by its key; names that fit are offered, but
/// none while keys are pseudonyms: a name may repeat a key.
class EntityField : public QLineEdit
{
    Q_OBJECT
public:
    EntityField(SessionPointer session, QWidget *parent);

private:
    void search(const QString &text);

    SessionPointer m_session;
    QCompleter *m_completer;
    QStringListModel *m_offers;
    Job<std::vector<QString>> m_job;
};

} // namespace aisle
