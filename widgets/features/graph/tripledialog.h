#pragma once
#include "core/features/relations/graphediting.h"
#include "models/projectsession.h"
#include "widgets/forms/formdialog.h"

class QComboBox;

namespace aisle {

class EntityField;

/// Asks for a triple that is added by hand.
class TripleDialog : public FormDialog
{
    Q_OBJECT
public:
    TripleDialog(const SessionPointer &session, const QStringList &relations, const TypedTriple &start,
                 QWidget *parent = nullptr);
    TypedTriple choice() const;

private:
    void retranslate() override;
    void show();
    EntityField *m_head, *m_tail;
    QComboBox *m_relation;
};

/// Asks which two names are of one thing.
class MergeDialog : public FormDialog
{
    Q_OBJECT
public:
    MergeDialog(const SessionPointer &session, const QString &from, const QString &into, QWidget *parent = nullptr);
    QString from() const;
    QString into() const;

private:
    void retranslate() override;
    void show();
    EntityField *m_from, *m_into;
};

} // namespace aisle
