/** How a process ends when it is played; or why a deployment refuses it, with the elements concerned. */
export type Outcome = string | Readonly<Record<string, readonly string[]>>;

/** What becomes of each process of a file; most were drawn as pictures, without conditions, messages and time limits. */
export const outcomes: Readonly<Record<string, Readonly<Record<string, Outcome>>>> = {
  'C.1.0.bpmn': {
    'Team-Assistant': { 'message-missing': ['Invoice received'], 'timer-missing': ['7 days'] },
    'BPMN MIWG Test Case C.1.0': { 'foreign-work': ['Archive Invoice'], 'no work is given (fortnight:job)': ['Archive Invoice'] },
  },
  'C.1.1.bpmn': {
    'Invoice Handling (OMG BPMN MIWG Demo)': {
      'foreign-work': ['Archive Invoice'],
      'no work is given (fortnight:job)': ['Archive Invoice'],
      'expression-invalid': [
        'Invoice approved? > no',
        'Invoice approved? > yes',
        'Review successful? > no',
        'Review successful? > yes',
      ],
    },
  },
  'C.2.0.bpmn': {
    'WFP-Page_1-1': 'completed',
    'WFP-Page_1-2': 'completed',
    'WFP-Page_1-3': {
      'condition-missing': [
        'Done Shopping? > No',
        'Done Shopping? > Yes',
        'Payment accepted? > No',
        'Payment accepted? > Yes',
        'Retry? > No',
        'Retry? > Yes',
      ],
      'error-missing': ['_7ea6639e-e773-4236-94bf-78f149188c30'],
    },
    'WFP-Page_1-4': 'completed',
  },
  'C.3.0.bpmn': {
    'Fridge Repair Process': {
      'condition-missing': [
        'Service level > Standard',
        'Service type > Emergency service',
        'Service type > Regular repair service',
        'Service type > Warranty',
        'Successful? > no',
        'Successful? > yes',
      ],
      'expression-invalid': ['Service level > Premium'],
    },
  },
  'C.4.0.bpmn': {
    'Money Bank - Process': {
      'condition-missing': ['Contract terms accepted ? > No', 'Contract terms accepted ? > Yes'],
      'message-missing': ['Input from Facilities ready', 'Input from IT ready', 'Input from Payroll ready'],
    },
    'IT - Process': {
      'message-missing': ['Workstation and permissions ready'],
      'no work is given (fortnight:job)': ['Configure workstation'],
    },
    'Payroll - Process': {
      'condition-missing': ['All necessary data available? > No', 'All necessary data available? > Yes'],
      'message-missing': ['Payroll ready'],
      'loop-without-end': ['Clarify missing points'],
    },
    'Facilities - Process': { 'message-missing': ['Access card ready'] },
  },
  'C.5.0.bpmn': {
    'Bank - Process': {
      'condition-missing': [
        'Approval? > No',
        'Approval? > Yes',
        'Data complete? > No',
        'Data complete? > Yes',
        'Identity of the economic owner certifiable? > No',
        'Identity of the economic owner certifiable? > Yes',
        'Legal entity or individual? > Individual Person',
        'Legal entity or individual? > Legal Entity',
        'Subject to approval? > No',
        'Subject to approval? > Yes',
      ],
      'signal-missing': ['Identity determined and new customer created', 'No business relation created'],
    },
    'Check for connected clients': {
      'condition-missing': ['Group of connected Clients existing? > No', 'Group of connected Clients existing? > Yes'],
    },
  },
  'C.6.0.bpmn': {
    'Simple Travel Booking': {
      'message-missing': [
        'Cancel Request',
        'Confirm Booking',
        'Make Flights and Hotel Offer',
        'Notify Customer Offer Expired',
        'Notify Failed Booking',
        'Notify Failed Credit Transaction',
        'Offer Approved',
        'Receive Travel Request',
        'Request Credit Card Information',
      ],
      'timer-missing': ['24 Hours', '24 Hours'],
      'no work is given (fortnight:job)': [
        'Book Flight',
        'Book Hotel',
        'Cancel Flight',
        'Cancel Hotel',
        'Charge Credit Card',
        'Update Customer Record',
      ],
    },
  },
  'C.7.0.bpmn': {
    'EU Bank - Process': {
      'condition-missing': ['Advertisement approved? > No', 'Advertisement approved? > Yes'],
      'no work is given (fortnight:job)': ['Publish on homepage', 'Publish on other platforms', 'Select other platforms'],
      'loop-without-count': ['Publish on other platforms'],
    },
  },
  'C.8.0.bpmn': { 'Vacation Request - (i18n)': 'completed' },
  'C.8.1.bpmn': { 'Vacation Request': 'completed' },
  'C.9.0.bpmn': {
    'Customer Onboarding': {
      'fortnight:decision': ['Check application automatically'],
      'no work is given (fortnight:job)': ['Check application automatically'],
    },
  },
  'C.9.1.bpmn': { 'Document Request': 'completed' },
  'C.9.2.bpmn': { 'Manual Check': 'completed' },
};
