#pragma once
#include "core/storage/catalogue.h"
#include "models/projectsession.h"

#include <QLineEdit>
#include <vector>

class QCompleter;
class QStandardItemModel;

namespace aisle {

/// A field where a product is typed by key or title; what fits is offered while one types, the best first.
class ProductField : public QLineEdit
{
    Q_OBJECT
public:
    explicit ProductField(QWidget *parent = nullptr);
    void setSession(SessionPointer session);

Q_SIGNALS:
    void productChosen(const aisle::ItemRecord &item);

private:
    void search(const QString &text);
    void offer(std::vector<ItemRecord> found);
    void choose(int row);
    void chooseFirst();

    SessionPointer m_session;
    QCompleter *m_completer;
    QStandardItemModel *m_offers;
    std::vector<ItemRecord> m_found;
    QString m_foundFor;
    bool m_chooseWhenFound = false;
    Job<std::vector<ItemRecord>> m_job;
};

} // namespace aisle
